import type { OrdersSchemas } from '#client';
import { ask, type Errand, pause } from './errand.js';
import type { Random } from './random.js';
import type { Place } from './retailer.js';

/** A customer brings a unit of an order back. */
export type ReturnGoods = (order: OrdersSchemas['Order'], random: Random) => Promise<void>;

/** Units that are on a shelf again. */
export type UnitsBack = (locationId: string, sku: string, quantity: number) => void;

const REASONS = ['changed my mind', 'too many', 'not as described', 'damaged'];
const LOOKS = 10;

/**
 * Returns of web orders, at any store: a desk authorises and receives them, most units go back on sale, and the payment
 * system, which is us, pays back what it is asked for.
 */
export const returnsDesk =
  (
    errand: Errand,
    store: (random: Random) => Place,
    { waitMs, unitsBack = () => {} }: { waitMs: number; unitsBack?: UnitsBack },
  ): ReturnGoods =>
  async (order, random) => {
    const { shop, tally, signal } = errand;
    const line = order.lines.find(({ fulfilled }) => fulfilled > 0);
    if (line === undefined) return;
    await pause(waitMs * (0.5 + random.next()), signal);
    const returnId = `${order.orderId}-return`;
    const { locationId } = store(random);
    const lines = [{ lineId: line.lineId, quantity: 1, reason: random.pick(REASONS) }];
    const authorised = await ask(
      errand,
      shop.returns.POST('/returns/v1/returns', {
        body: { returnId, orderId: order.orderId, method: 'store', resolution: 'refund', lines },
      }),
      'return',
    );
    if (authorised === undefined) return;
    const params = { path: { returnId } };
    const disposition = random.chance(0.85) ? ('restock' as const) : ('dispose' as const);
    const condition = disposition === 'restock' ? 'unopened' : 'broken';
    const body = { locationId, lines: [{ lineId: line.lineId, quantity: 1, condition, disposition }] };
    const call = shop.returns.POST('/returns/v1/returns/{returnId}/receive', { params, body });
    if ((await ask(errand, call, 'return')) === undefined) return;
    tally.add('returns');
    if (disposition === 'restock') unitsBack(locationId, line.sku, 1);
    await payBack(errand, returnId);
  };

async function payBack(errand: Errand, returnId: string): Promise<void> {
  const { shop, signal } = errand;
  const params = { path: { returnId } };
  for (let look = 0; look < LOOKS; look += 1) {
    await pause(1_000, signal);
    const found = await ask(errand, shop.returns.GET('/returns/v1/returns/{returnId}', { params }));
    const asked = found?.refunds.filter(({ status }) => status === 'requested') ?? [];
    for (const { refundId, amount, currency } of asked) {
      const body = {
        returnId,
        refundId,
        amount,
        settledAt: new Date().toISOString(),
        ...(currency && { currency }),
      };
      const settle = { params: { path: { refundId } }, body };
      await ask(errand, shop.returns.POST('/returns/v1/refunds/{refundId}/settle', settle));
    }
    if (found === undefined || found.refunds.length > 0) return;
  }
}
