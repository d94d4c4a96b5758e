import type { OrderInput, OrderReceipt } from '#contracts';
import { OutboxRelay } from '#messaging';
import { inTransaction } from '#persistence';
import { Clock, ProblemException, requestContext } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import type { OrdersSettings } from '../../config.js';
import { decimal } from '../../domain/order/money.js';
import type { PlaceOrder } from '../../domain/order/place.js';
import { defaultFallbacks } from '../../domain/sourcing/request.js';
import { SCHEMA } from '../../persistence/schema.js';
import { OrderDesk } from '../../process/order-desk.js';
import { SETTINGS } from '../../settings.js';
import { contentHash } from './content-hash.js';

const UNIQUE_VIOLATION = '23505';

/**
 * Takes orders. The same order again gives the same answer. Refused: `order_id_reused` (the id stands for another order).
 * Events: `orders.order-placed.v1`, and a `reserve` or `commit` request to the stock ledger.
 */
@Injectable()
export class PlaceOrders {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    private readonly desk: OrderDesk,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'sealingSecret'>,
  ) {}

  async place(input: OrderInput): Promise<OrderReceipt> {
    const { orderId, shipTo = null } = input;
    const hash = contentHash(this.settings.sealingSecret, input);
    const now = this.clock.now().getTime();
    const cause = { correlationId: requestContext()?.correlationId };
    try {
      await inTransaction(this.dataSource, async (tx) => {
        const holdId = input.reservationId ?? null;
        const free = holdId !== null && (await claimHold(tx, holdId));
        const order = orderOf(input, free ? holdId : null);
        await this.desk.place(tx, order, { shipTo, contentHash: hash }, now, cause);
      });
      this.relay.wake();
    } catch (error) {
      // Nearly every order is new, so it is not looked for before.
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      if ((await this.known(orderId)) !== hash) throw reused(orderId);
    }
    return { orderId, status: 'placed' };
  }

  private async known(orderId: string): Promise<string | undefined> {
    const [row] = (await this.dataSource.query(
      'SELECT content_hash AS hash FROM orders."order" WHERE order_id = $1',
      [orderId],
    )) as { hash: string }[];
    return row?.hash;
  }
}

/** Whether the hold is nobody's yet: two orders cannot have the same units. Holds the claim until the transaction ends. */
async function claimHold(tx: QueryRunner, holdId: string): Promise<boolean> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('hold:' || $1, 0))`, [holdId]);
  const taken = (await tx.query('SELECT FROM orders.reservation WHERE reservation_id = $1', [
    holdId,
  ])) as unknown[];
  return taken.length === 0;
}

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
