import { type EventData, type ExchangeRequested, ShipTo } from '#contracts';
import { PoisonMessage } from '#messaging';
import { unseal } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import type { OrdersSettings } from '../../config.js';
import type { OrderCommand } from '../../domain/order/decide.js';
import { defaultFallbacks } from '../../domain/sourcing/request.js';
import { OrderDesk } from '../../process/order-desk.js';
import type { Cause } from '../../process/order-events.js';
import { SETTINGS } from '../../settings.js';

type Exchange = EventData<typeof ExchangeRequested>;

/**
 * Orders that replace returned goods. They are placed, sourced and promised when the return is authorised, and prepared
 * once the goods are back; when the return is cancelled they are cancelled with it.
 */
@Injectable()
export class PlaceExchanges {
  constructor(
    private readonly desk: OrderDesk,
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'sealingSecret'>,
  ) {}

  async place(tx: QueryRunner, exchange: Exchange, cause: Cause): Promise<void> {
    const { known, now, original } = await lookUp(tx, exchange);
    const contentHash = `exchange:${exchange.returnId}`;
    if (known === contentHash) return;
    if (known !== null) {
      const detail = `Order "${exchange.exchangeOrderId}" exists and has nothing to do with this return`;
      throw new PoisonMessage('order_id_reused', detail);
    }
    const shipTo = this.opened(exchange.sealedShipTo) ?? original?.shipTo ?? null;
    const input = {
      orderId: exchange.exchangeOrderId,
      channel: original?.channel ?? 'returns',
      // A receipt without a customer: the return itself is the only name that there is.
      customerId: exchange.customerId ?? original?.customerId ?? exchange.returnId,
      method: exchange.method,
      pickupLocationId: exchange.pickupLocationId,
      currency: exchange.currency,
      fallbacks: defaultFallbacks(shipTo),
      onShortage: 'source_again' as const,
      holdId: null,
      returnId: exchange.returnId,
      lines: exchange.lines,
    };
    await this.desk.place(tx, [{ input, shipTo, contentHash, now, cause }]);
  }

  goodsCameBack(tx: QueryRunner, returnId: string, cause: Cause): Promise<void> {
    return this.tell(tx, returnId, { type: 'goods_came_back' }, cause);
  }

  returnCancelled(tx: QueryRunner, returnId: string, cause: Cause): Promise<void> {
    return this.tell(tx, returnId, { type: 'return_cancelled' }, cause);
  }

  private async tell(tx: QueryRunner, returnId: string, command: OrderCommand, cause: Cause): Promise<void> {
    const orders = (await tx.query(
      `SELECT order_id FROM orders."order" WHERE return_id = $1 ORDER BY order_id`,
      [returnId],
    )) as { order_id: string }[];
    for (const { order_id: orderId } of orders) await this.desk.handle(tx, { orderId }, command, { cause });
  }

  /** An address that cannot be opened is as good as none: the original order's is taken. */
  private opened(sealed: string | null): ShipTo | undefined {
    const text = sealed === null ? undefined : unseal(this.settings.sealingSecret, 'ship-to', sealed);
    if (text === undefined) return undefined;
    const parsed = ShipTo.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  }
}

interface Original {
  readonly channel: string;
  readonly customerId: string;
  readonly shipTo: ShipTo | null;
}

async function lookUp(
  tx: QueryRunner,
  { exchangeOrderId, orderId }: Exchange,
): Promise<{ known: string | null; now: number; original: Original | null }> {
  const [row] = (await tx.query(
    `SELECT (SELECT content_hash FROM orders."order" WHERE order_id = $1) AS known,
       (SELECT json_build_object('channel', channel, 'customerId', customer_id, 'shipTo', ship_to)
        FROM orders."order" WHERE order_id = $2) AS original,
       floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`,
    [exchangeOrderId, orderId],
  )) as [{ known: string | null; now: number; original: Original | null }];
  return row;
}
