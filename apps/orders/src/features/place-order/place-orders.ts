import type { OrderInput, OrderReceipt } from '#contracts';
import { OutboxRelay } from '#messaging';
import { inTransaction } from '#persistence';
import { ProblemException, requestContext } from '#platform';
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
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'sealingSecret'>,
  ) {}

  async place(input: OrderInput): Promise<OrderReceipt> {
    try {
      return await this.placeOnce(input);
    } catch (error) {
      // Somebody placed it at the same moment, and was first: judged by what they wrote.
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      return this.placeOnce(input);
    }
  }

  private async placeOnce(input: OrderInput): Promise<OrderReceipt> {
    const { orderId, shipTo = null } = input;
    const hash = contentHash(this.settings.sealingSecret, input);
    const cause = { correlationId: requestContext()?.correlationId };
    await inTransaction(this.dataSource, async (tx) => {
      const { known, now } = await lookUp(tx, orderId);
      if (known === hash) return;
      if (known !== null) throw reused(orderId);
      const holdId = input.reservationId ?? null;
      const free = holdId !== null && (await claimHold(tx, holdId));
      const order = orderOf(input, free ? holdId : null);
      await this.desk.place(tx, order, { shipTo, contentHash: hash }, now, cause);
    });
    this.relay.wake();
    return { orderId, status: 'placed' };
  }
}

async function lookUp(tx: QueryRunner, orderId: string): Promise<{ known: string | null; now: number }> {
  const [row] = (await tx.query(
    `SELECT (SELECT content_hash FROM orders."order" WHERE order_id = $1) AS known,
            floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`,
    [orderId],
  )) as [{ known: string | null; now: number }];
  return row;
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
