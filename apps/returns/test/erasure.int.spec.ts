import { createHash } from 'node:crypto';
import { CustomerErased, FulfillmentPickedUp, LocationChanged, OrderPlaced } from '#contracts';
import { uniqueId } from '#testing';
import { aHandover, aLocation, anOrder } from '../src/testing/facts.js';
import { ReturnsShop } from '../src/testing/returns-app.js';

const asked = (returnId: string, orderId: string, typed: string) => ({
  returnId,
  orderId,
  method: 'store',
  lines: [{ lineId: '1', quantity: 1, reason: `for ${typed}` }],
  resolution: 'refund',
});

describe('A customer who is to be forgotten', () => {
  let shop: ReturnsShop;
  beforeAll(async () => {
    shop = await ReturnsShop.open();
    await shop.publish(LocationChanged, aLocation('store-1'));
    await shop.quiet();
  });
  afterAll(() => shop?.close());

  /** A return in which somebody typed a name twice. */
  const returned = async (customerId: string, typed: string): Promise<string> => {
    const orderId = uniqueId('order');
    await shop.publish(OrderPlaced, anOrder(orderId, { customerId }));
    await shop.publish(FulfillmentPickedUp, aHandover(orderId, { customerId }));
    await shop.quiet();
    const returnId = uniqueId('return');
    await shop.send('POST', '/returns', asked(returnId, orderId, typed), { key: `authorise-${returnId}` });
    await shop.send(
      'POST',
      `/returns/${returnId}/receive`,
      {
        locationId: 'store-1',
        lines: [{ lineId: '1', quantity: 1, condition: `seen by ${typed}`, disposition: 'restock' }],
      },
      { key: `receive-${returnId}` },
    );
    return returnId;
  };

  it('leaves nothing that was typed in tables, answers, topics or dead letters; others keep theirs', async () => {
    const mine = await returned('customer-x', 'Ada Lovelace');
    const theirs = await returned('customer-y', 'Bo Bartlett');
    await shop.publishPlain(
      'inventory.sales.v1',
      'k',
      '{"customerId":"customer-x","note":"Ada Lovelace"}',
      {},
    );
    await shop.quiet();
    expect(await everything()).toContain('Ada Lovelace');
    await shop.publish(CustomerErased, { customerId: 'customer-x', erasedAt: new Date().toISOString() });
    await shop.quiet();
    const left = await everything();
    expect(left).not.toContain('Lovelace');
    expect(left).toContain('Bo Bartlett');
    expect(await shop.ask('GET', `/returns/${mine}`)).toMatchObject({
      customerId: 'customer-x',
      status: 'inspected',
      lines: [{ reason: '' }],
      receipts: [{ lines: [{ condition: '' }] }],
    });
    expect((await shop.ask('GET', `/returns/${theirs}`))['lines']).toMatchObject([
      { reason: 'for Bo Bartlett' },
    ]);
  });

  it('cannot be found again by trying what the person may have typed', async () => {
    const returnId = await returned('customer-z', 'Grace Hopper');
    const [row] = await shop.query<{ orderId: string; hash: string }>(
      `SELECT order_id AS "orderId", content_hash AS hash
       FROM returns.customer_return JOIN returns.purchase USING (purchase_id) WHERE return_id = $1`,
      [returnId],
    );
    const guess = JSON.stringify(asked(returnId, row!.orderId, 'Grace Hopper'));
    expect(row!.hash).not.toBe(createHash('sha256').update(guess).digest('base64url'));
  });

  /** Every row of the service's tables, and every message it has sent, as text. */
  const everything = async (): Promise<string> => {
    const tables = await shop.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'returns'`,
    );
    const texts = [];
    for (const { name } of tables) {
      texts.push(...(await shop.query<{ text: string }>(`SELECT t::text AS text FROM returns."${name}" t`)));
    }
    const letters = await shop.query<{ text: string }>(
      `SELECT encode(value, 'escape') AS text FROM returns.dead_letter`,
    );
    const sent = await shop.query<{ text: string }>(
      `SELECT value AS text FROM messaging.message WHERE topic IN ('returns.v1', 'inventory.requests.v1')`,
    );
    return [...texts, ...letters, ...sent].map(({ text }) => text).join('\n');
  };
});
