import type { OrderInput, OrderReceipt } from '#contracts';
import { OutboxRelay } from '#messaging';
import { Gatherer, inTransaction, sqlArray } from '#persistence';
import { Clock, ProblemException, causeNow } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import type { OrdersSettings } from '../../config.js';
import { decimal } from '../../domain/order/money.js';
import type { PlaceOrder } from '../../domain/order/place.js';
import { defaultFallbacks } from '../../domain/sourcing/request.js';
import { SCHEMA } from '../../persistence/schema.js';
import { OrderDesk, type Placement } from '../../process/order-desk.js';
import { SETTINGS } from '../../settings.js';
import { contentHash } from './content-hash.js';

const UNIQUE_VIOLATION = '23505';
/** Most orders in one transaction. */
const MOST = 100;

interface Order {
  readonly input: OrderInput;
  readonly placement: Omit<Placement, 'input'>;
}

/**
 * Takes orders. The same order again gives the same answer. Refused: `order_id_reused` (the id stands for another order).
 * Events: `orders.order-placed.v1`, and a `reserve` or `commit` request to the stock ledger.
 */
@Injectable()
export class PlaceOrders {
  private readonly gatherer = new Gatherer<Order, void>({ run: (orders) => this.write(orders), most: MOST });

  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    private readonly desk: OrderDesk,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'sealingSecret'>,
  ) {}

  /** Answers once the order is committed, in a transaction that it may share with others that came at the same time. */
  async place(input: OrderInput): Promise<OrderReceipt> {
    const { orderId, shipTo = null } = input;
    const hash = contentHash(this.settings.sealingSecret, input);
    const now = this.clock.now().getTime();
    const cause = causeNow();
    try {
      await this.gatherer.add({ input, placement: { shipTo, contentHash: hash, now, cause } });
    } catch (error) {
      // Nearly every order is new, so it is not looked for before.
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      if ((await this.known(orderId)) !== hash) throw reused(orderId);
    }
    return { orderId, status: 'placed' };
  }

  private async write(orders: readonly Order[]): Promise<void[]> {
    await inTransaction(this.dataSource, async (tx) => {
      const free = await claimHolds(
        tx,
        orders.flatMap(({ input }) => input.reservationId ?? []),
      );
      const placements = orders.map(({ input, placement }): Placement => {
        const { reservationId } = input;
        // The first of two orders that name the same hold gets it.
        const holdId = reservationId !== undefined && free.delete(reservationId) ? reservationId : null;
        return { ...placement, input: orderOf(input, holdId) };
      });
      // Sorted, so that two transactions with the same orders wait for each other instead of deadlocking.
      await this.desk.place(tx, placements.sort(byOrderId));
    });
    this.relay.wake();
    return orders.map(() => undefined);
  }

  private async known(orderId: string): Promise<string | undefined> {
    const [row] = (await this.dataSource.query(
      'SELECT content_hash AS hash FROM orders."order" WHERE order_id = $1',
      [orderId],
    )) as { hash: string }[];
    return row?.hash;
  }
}

/** Those holds that are nobody's yet: two orders cannot have the same units. Keeps the claims until the transaction ends. */
async function claimHolds(tx: QueryRunner, holdIds: readonly string[]): Promise<Set<string>> {
  if (holdIds.length === 0) return new Set();
  const ids = sqlArray(holdIds);
  await tx.query(
    `SELECT pg_advisory_xact_lock(claim)
     FROM (SELECT DISTINCT hashtextextended('hold:' || id, 0) AS claim FROM unnest($1::text[]) id ORDER BY 1) claims`,
    [ids],
  );
  const taken = (await tx.query(
    'SELECT reservation_id AS id FROM orders.reservation WHERE reservation_id = ANY ($1::text[])',
    [ids],
  )) as { id: string }[];
  const free = new Set(holdIds);
  for (const { id } of taken) free.delete(id);
  return free;
}

const byOrderId = ({ input: a }: Placement, { input: b }: Placement): number =>
  a.orderId < b.orderId ? -1 : 1;

const orderOf = (input: OrderInput, holdId: string | null): PlaceOrder => ({
  orderId: input.orderId,
  channel: input.channel,
  customerId: input.customerId,
  method: input.method,
  pickupLocationId: input.pickupLocationId ?? null,
  currency: input.currency ?? null,
  fallbacks: input.fallbacks ?? defaultFallbacks(input.shipTo),
  onShortage: input.onShortage,
  holdId,
  returnId: null,
  lines: input.lines.map(({ lineId, sku, quantity, unitPrice }) => ({
    lineId,
    sku,
    quantity,
    unitPrice: unitPrice === undefined ? null : decimal(unitPrice),
  })),
});

const reused = (orderId: string): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'order_id_reused',
    detail: `Order "${orderId}" was placed with other content. Choose a new orderId.`,
  });
