import {
  INVENTORY_REQUESTS,
  LevelChanged,
  Oversold,
  ReservationCommitted,
  ReservationRefused,
  ReservationReleased,
} from '#contracts';
import { type InboundMessage, readEvent, type RunningSubscription } from '#messaging';
import type { StockRequest, StockRequests } from '../domain/order/facts.js';
import type { StockUnits } from '../domain/order/order.js';
import { type Answer, LedgerModel } from './ledger-model.js';
import { levelFact } from './network-events.js';
import type { RunningOrders } from './running-orders.js';

/** The stock ledger's part, played on the topics: it serves every request once, and tells of levels. */
export class LedgerOnTopics {
  readonly model: LedgerModel;
  /** Every request, in the order in which it came. */
  readonly requests: StockRequest[] = [];
  private readonly seen = new Set<string>();
  private sequence = 0;
  private silent = false;
  private unserved: StockRequest[] = [];
  private tail: RunningSubscription | undefined;

  private constructor(
    private readonly orders: RunningOrders,
    stock: readonly StockUnits[],
  ) {
    this.model = new LedgerModel(stock);
  }

  static async open(orders: RunningOrders, stock: readonly StockUnits[]): Promise<LedgerOnTopics> {
    const ledger = new LedgerOnTopics(orders, stock);
    ledger.tail = await orders.transport.tail('inventory.requests.v1', (messages) => ledger.take(messages));
    await ledger.tellLevels();
    return ledger;
  }

  async close(): Promise<void> {
    await this.tail?.close();
  }

  /** From now on requests wait. */
  fallSilent(): void {
    this.silent = true;
  }

  /** Those that waited are served, and those that come. */
  async speakAgain(): Promise<void> {
    this.silent = false;
    for (const request of this.unserved.splice(0)) await this.tell(this.model.serve(request));
  }

  async refill(quantity: number): Promise<void> {
    this.model.refill(quantity);
    await this.tellLevels();
  }

  async sell(locationId: string, sku: string): Promise<void> {
    await this.tell(this.model.sell(locationId, sku));
    await this.tellLevels();
  }

  requested<R extends keyof StockRequests>(request: R): StockRequests[R][] {
    return this.requests
      .filter((asked) => asked.request === request)
      .map(({ data }) => data as StockRequests[R]);
  }

  private async take(messages: readonly InboundMessage[]): Promise<void> {
    for (const message of messages) {
      const event = readEvent(message);
      if (this.seen.has(event.id)) continue;
      this.seen.add(event.id);
      const contract = INVENTORY_REQUESTS.find(({ type }) => type === event.type)!;
      const request = {
        request: event.type.replace(/^inventory\.(.*)-requested\.v1$/, '$1'),
        data: contract.data.parse(event.data),
      } as StockRequest;
      this.requests.push(request);
      if (this.silent) this.unserved.push(request);
      else await this.tell(this.model.serve(request));
    }
    await this.tellLevels();
  }

  private async tell(answers: readonly Answer[]): Promise<void> {
    for (const { command } of answers) {
      const { reservationId } = command;
      const about = { reservationId, reference: 'of-the-ledger', expiresAt: new Date().toISOString() };
      if (command.type === 'committed') {
        const fact = { ...about, status: 'committed' as const, lines: [...command.lines] };
        await this.orders.publish(ReservationCommitted, fact);
      } else if (command.type === 'released') {
        const fact = { ...about, status: 'released' as const, lines: [...command.lines] };
        await this.orders.publish(ReservationReleased, fact);
      } else if (command.type === 'refused') {
        const { request, code } = command;
        const lines = command.lines.map(({ sku, locationId }) => ({
          ...{ sku, locationId, requested: 1, available: 0 },
          reason: 'insufficient_stock' as const,
        }));
        await this.orders.publish(ReservationRefused, { ...about, request, code, lines });
      } else if (command.type === 'at_risk') {
        const { sku, locationId, held, missing } = command;
        await this.orders.publish(Oversold, {
          ...{ sku, locationId, shortage: missing, onHand: 0, reserved: 0, committed: held, sequence: 1 },
          atRisk: [{ reservationId, reference: 'of-the-ledger', status: 'committed', quantity: held }],
        });
      }
    }
  }

  private async tellLevels(): Promise<void> {
    this.sequence += 1;
    const levels = this.model
      .levels()
      .map(({ locationId, sku, quantity }) => levelFact(locationId, sku, quantity, this.sequence));
    await this.orders.publish(LevelChanged, ...levels);
  }
}
