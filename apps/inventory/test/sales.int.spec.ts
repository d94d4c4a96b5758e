import type { PendingSalePage, Reconciliation, Sale, SaleBatchResult } from '#contracts';
import { eventually } from '#testing';
import { aSale, aSaleLine } from '../src/testing/builders.js';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

const now = new Date().toISOString();

describe('Sales over HTTP', () => {
  let inventory: RunningInventory;
  beforeAll(async () => {
    inventory = await RunningInventory.start();
    await inventory.stock('s-1', { tea: 100, milk: 100 });
  });
  afterAll(() => inventory.stop());
  afterEach(async () => {
    const { body } = await good(inventory.get<Reconciliation>('/reconciliation'));
    expect(body.drift).toEqual([]);
  });

  const post = async (...sales: unknown[]) =>
    (await good(inventory.post<SaleBatchResult>('/sales', { sales }))).body;
  const sale = (saleId: string, lines: object[], more: Partial<Sale> = {}) => ({
    ...aSale({ saleId, locationId: 's-1', occurredAt: now, ...more }),
    lines: lines.map((line, i) => ({ ...aSaleLine({ lineId: String(i + 1), sku: 'tea' }), ...line })),
  });
  const onHand = async (sku: string) => (await inventory.level('s-1', sku))?.onHand;
  const codes = ({ rejected }: SaleBatchResult) =>
    rejected.map(({ index, saleId, lineId, code }) => [index, saleId, lineId, code]);

  it('lower the stock once, however often they are sent; a till return raises it', async () => {
    const basket = sale('r-1', [{ quantity: 3, amount: '4.50' }, { quantity: -1 }, { quantity: 0 }]);
    expect(await post(basket)).toEqual({
      accepted: 1,
      duplicates: 0,
      pending: 0,
      lines: { accepted: 2, duplicates: 0, pending: 0, noEffect: 1, rejected: 0 },
      rejected: [],
    });
    expect(await onHand('tea')).toBe(98);
    expect(await post(basket, basket)).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await onHand('tea')).toBe(98);
  });

  it('a known line with other content is a conflict, its neighbours are recorded', async () => {
    await post(sale('r-2', [{ quantity: 1 }]));
    const before = (await onHand('tea')) ?? 0;
    const answer = await post(
      sale('r-2', [{ quantity: 2 }, { quantity: 5 }]),
      sale('r-3', [{ quantity: 1 }]),
    );
    expect(answer).toMatchObject({ accepted: 1, lines: { accepted: 2, rejected: 1 } });
    expect(codes(answer)).toEqual([[0, 'r-2', '1', 'sale_conflict']]);
    expect(await onHand('tea')).toBe(before - 6);
  });

  it.each([
    ['a fraction', 1.5],
    ['huge', 1e12],
    ['beyond what a number holds', 1e300],
    ['text', '3'],
    ['missing', undefined],
    ['nothing', null],
  ])('a quantity that is %s turns its line away alone', async (name, quantity) => {
    const before = (await onHand('milk')) ?? 0;
    const answer = await post(
      sale(`q-${name}`, [
        { sku: 'milk', quantity },
        { sku: 'milk', quantity: 2 },
      ]),
      sale(`q2-${name}`, [{ sku: 'milk', quantity: 1 }]),
    );
    expect(codes(answer)).toEqual([[0, `q-${name}`, '1', 'invalid_sale_line']]);
    expect(answer.rejected[0]?.detail).toContain('line 1');
    expect(answer).toMatchObject({ accepted: 1, lines: { accepted: 2, rejected: 1 } });
    expect(await onHand('milk')).toBe(before - 3);
  });

  it('dates in the far future or that are none, and what is no sale at all, are turned away one by one', async () => {
    const before = await onHand('tea');
    const answer = await post(
      sale('d-1', [{ quantity: 1 }, { quantity: 1 }], { occurredAt: '2999-01-01T00:00:00Z' }),
      sale('d-2', [{ quantity: 1 }], { occurredAt: '+275760-09-13T00:00:00Z' }),
      sale('d-3', [{ quantity: 1 }], { occurredAt: 'yesterday' }),
      sale('d-4', [{ quantity: 1 }], { occurredAt: '2026-11-24T09:30:00' }),
      sale('d-5', []),
      { saleId: 17 },
      'no sale',
      null,
      sale('d-6', [{ quantity: 1 }]),
    );
    expect(codes(answer)).toEqual([
      [0, 'd-1', undefined, 'occurred_in_future'],
      [1, 'd-2', undefined, 'invalid_sale'],
      [2, 'd-3', undefined, 'invalid_sale'],
      [3, 'd-4', undefined, 'invalid_sale'],
      [4, 'd-5', undefined, 'invalid_sale'],
      [5, '17', undefined, 'invalid_sale'],
      [6, null, undefined, 'invalid_sale'],
      [7, null, undefined, 'invalid_sale'],
    ]);
    expect(answer).toMatchObject({ accepted: 1, lines: { accepted: 1, rejected: 5 } });
    expect(await onHand('tea')).toBe((before ?? 0) - 1);
  });

  it('of long ago, as far as a calendar goes, are recorded', async () => {
    expect(await post(sale('old', [{ quantity: 1 }], { occurredAt: '0001-01-01T00:00:00Z' }))).toMatchObject({
      accepted: 1,
    });
  });

  it('text that only a database would mind is turned away like any other fault', async () => {
    const answer = await post(
      sale('NUL \u0000', [{ quantity: 1 }]),
      sale('n-1', [{ quantity: 1, lineId: 'half a pair \ud800' }]),
      sale('n-2', [{ quantity: 1 }]),
    );
    expect(answer).toMatchObject({ accepted: 1 });
    expect(answer.rejected.map(({ code }) => code)).toEqual(['invalid_sale', 'invalid_sale_line']);
  });

  describe('of an unknown item or location', () => {
    const pending = async (query: string) =>
      (await good(inventory.get<PendingSalePage>(`/sales/pending?${query}`))).body;

    it('wait, visibly, and post by themselves once both exist', async () => {
      const answer = await post(
        sale('w-1', [{ sku: 'new', quantity: 2 }, { quantity: 1 }]),
        sale('w-2', [{ sku: 'new', quantity: 3 }], { locationId: 'new-place' }),
      );
      expect(answer).toMatchObject({ accepted: 0, pending: 2, lines: { accepted: 1, pending: 2 } });
      expect((await pending('sku=new')).items).toMatchObject([
        { saleId: 'w-2', locationId: 'new-place', waitingFor: ['item', 'location'] },
        { saleId: 'w-1', locationId: 's-1', lineId: '1', quantity: 2, waitingFor: ['item'] },
      ]);
      const first = await pending('sku=new&limit=1');
      expect((await pending(`sku=new&limit=1&cursor=${first.nextCursor}`)).items).toMatchObject([
        { saleId: 'w-1' },
      ]);

      await good(inventory.put('/items/new', {}));
      await eventually(async () => expect(await onHand('new')).toBe(-2));
      expect((await pending('sku=new')).items).toMatchObject([{ saleId: 'w-2', waitingFor: ['location'] }]);
      await good(inventory.put('/locations/new-place', { name: 'New', kind: 'store' }));
      await eventually(async () => expect((await inventory.level('new-place', 'new'))?.onHand).toBe(-3));
      expect((await pending('sku=new')).items).toEqual([]);
      expect(await post(sale('w-1', [{ sku: 'new', quantity: 2 }]))).toMatchObject({ duplicates: 1 });
      expect(await onHand('new')).toBe(-2);
    });

    it('are a duplicate while they wait, or a conflict with other content', async () => {
      await post(sale('w-3', [{ sku: 'never', quantity: 2 }]));
      expect(await post(sale('w-3', [{ sku: 'never', quantity: 2 }]))).toMatchObject({ duplicates: 1 });
      expect(codes(await post(sale('w-3', [{ sku: 'never', quantity: 3 }])))).toEqual([
        [0, 'w-3', '1', 'sale_conflict'],
      ]);
    });
  });

  it.each([
    [{ sales: [] }, 'sales'],
    [{ sales: {} }, 'sales'],
    [{}, 'sales'],
    [{ sales: Array.from({ length: 1_001 }, () => sale('x', [{}])) }, 'sales'],
    [[], ''],
  ])('an envelope that is none is refused whole', async (body, path) => {
    expect(await inventory.post('/sales', body)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path }] },
    });
  });
});
