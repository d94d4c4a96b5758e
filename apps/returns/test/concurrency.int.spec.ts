import { LocationChanged, ReceiveRequested, SaleRecorded } from '#contracts';
import { uniqueId } from '#testing';
import { aLocation, aSale, returnableOf } from '../src/testing/facts.js';
import { ReturnsShop } from '../src/testing/returns-app.js';

describe('Many who return the same goods at once, on two replicas', () => {
  let shop: ReturnsShop;

  beforeAll(async () => {
    shop = await ReturnsShop.open({ replicas: 2 });
    await shop.publish(LocationChanged, aLocation('store-1'));
    await shop.quiet();
  });
  afterAll(() => shop?.close());

  const sold = async (quantity: number): Promise<string> => {
    const saleId = uniqueId('sale');
    const lines = [{ lineId: '1', sku: 'tea', quantity, unitPrice: '10.00' }];
    await shop.publish(SaleRecorded, aSale(saleId, { lines }));
    await shop.quiet();
    return saleId;
  };

  it('never get more authorised than was sold', async () => {
    const saleId = await sold(7);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        shop.send(
          'POST',
          '/returns',
          {
            returnId: uniqueId('return'),
            saleId,
            method: 'store',
            resolution: 'refund',
            lines: [{ lineId: '1', quantity: 1 + (n % 2), reason: 'late' }],
          },
          { replica: n % 2 },
        ),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect((await returnableOf(shop, `saleId=${saleId}`)).lines).toMatchObject([
      { sold: 7, authorized: 7, returnable: 0 },
    ]);
  });

  it('never have more received than was authorised, and stock hears of each unit once', async () => {
    const saleId = await sold(5);
    const returnId = uniqueId('return');
    await shop.ask('POST', '/returns', {
      returnId,
      saleId,
      method: 'store',
      resolution: 'refund',
      lines: [{ lineId: '1', quantity: 5, reason: 'late' }],
    });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        shop.send(
          'POST',
          `/returns/${returnId}/receive`,
          {
            locationId: 'store-1',
            lines: [{ lineId: '1', quantity: 1, condition: 'fine', disposition: 'restock' }],
          },
          { replica: n % 2 },
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(await shop.told(ReceiveRequested, { reference: returnId })).toHaveLength(5);
    const { refunds } = await shop.ask('GET', `/returns/${returnId}`);
    expect(refunds).toMatchObject([{ amount: '50.00' }]);
  });

  it('have every till return counted, though tills and desks of two replicas hear of all at the same moment', async () => {
    const saleIds = Array.from({ length: 60 }, () => uniqueId('sale'));
    const tea = { lineId: '1', sku: 'tea', amount: '10.00' };
    await Promise.all(
      saleIds.flatMap((saleId) => [
        shop.publish(SaleRecorded, aSale(saleId, { lines: [{ ...tea, quantity: 2 }] })),
        shop.publish(
          SaleRecorded,
          aSale(uniqueId('till-return'), { lines: [{ ...tea, quantity: -1, originalSaleId: saleId }] }),
        ),
      ]),
    );
    await shop.quiet();
    const returned = await Promise.all(
      saleIds.map(async (saleId) => (await returnableOf(shop, `saleId=${saleId}`)).lines[0]),
    );
    expect(returned).toEqual(saleIds.map(() => expect.objectContaining({ sold: 2, returned: 1 }) as unknown));
  });
});
