import type {
  CountResult,
  LevelPage,
  MovementBatchResult,
  MovementPage,
  Reconciliation,
  Transfer,
} from '#contracts';
import { aMovement } from '../src/testing/builders.js';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

describe('Stock over HTTP', () => {
  let inventory: RunningInventory;
  beforeAll(async () => {
    inventory = await RunningInventory.start();
  });
  afterAll(() => inventory.stop());
  afterEach(async () => {
    const { body } = await good(inventory.get<Reconciliation>('/reconciliation'));
    expect(body.drift).toEqual([]);
  });

  describe('movements', () => {
    const post = async (...movements: unknown[]) =>
      (await good(inventory.post<MovementBatchResult>('/movements', { movements }))).body;
    const receipt = (movementId: string, quantity: number, more: object = {}) => ({
      ...aMovement('receipt', quantity, { movementId, sku: 'tea', locationId: 'm-1', occurredAt: ago(1) }),
      ...more,
    });

    beforeAll(() => inventory.stock('m-1', { tea: 10 }));

    it('are each judged by itself: entered, known, or rejected with the reason', async () => {
      const first = receipt('m-a', 5);
      expect(await post(first)).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
      const answer = await post(
        first,
        receipt('m-a', 6),
        receipt('m-b', 1.5),
        receipt('m-c', 1, { sku: 'nothing' }),
        receipt('m-d', 1, { locationId: 'nowhere' }),
        receipt('m-e', 1, { occurredAt: ago(-25) }),
        receipt('m-f', 1, { type: 'adjustment', quantity: -1_000 }),
        receipt('m-g', 1, { type: 'sale' }),
        17,
        receipt('m-h', 2),
      );
      expect(answer).toMatchObject({ accepted: 1, duplicates: 1 });
      expect(answer.rejected.map(({ movementId, code }) => [movementId, code]).toSorted()).toEqual(
        [
          ['m-a', 'movement_conflict'],
          ['m-b', 'invalid_movement'],
          ['m-c', 'unknown_sku'],
          ['m-d', 'unknown_location'],
          ['m-e', 'occurred_in_future'],
          ['m-f', 'insufficient_stock'],
          ['m-g', 'invalid_movement'],
          [null, 'invalid_movement'],
        ].toSorted(),
      );
      expect((await inventory.level('m-1', 'tea'))?.onHand).toBe(17);
    });

    it('are rejected in the order in which they were sent, whatever they were rejected for', async () => {
      const answer = await post(
        receipt('o-1', 1, { sku: 'nothing' }),
        receipt('o-2', 0),
        receipt('o-3', 1, { locationId: 'nowhere' }),
        receipt('o-4', -1),
      );
      expect(answer.rejected.map(({ movementId }) => movementId)).toEqual(['o-1', 'o-2', 'o-3', 'o-4']);
    });

    it('with expectedSequence: of many that saw the same figure, one is entered', async () => {
      const { sequence = 0, onHand = 0 } = (await inventory.level('m-1', 'tea')) ?? {};
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          post(receipt(`cas-${i}`, -1, { type: 'adjustment', expectedSequence: sequence })),
        ),
      );
      const codes = answers.flatMap(({ rejected }) => rejected.map(({ code }) => code));
      expect(codes).toEqual(Array.from({ length: 7 }, () => 'sequence_mismatch'));
      expect(await inventory.level('m-1', 'tea')).toMatchObject({
        onHand: onHand - 1,
        sequence: sequence + 1,
      });
    });

    it('stand in the ledger, newest first and page by page, with the figures after each', async () => {
      await inventory.stock('m-2', { book: 3, pen: 0 });
      await post(
        receipt('l-1', 2, { sku: 'book', locationId: 'm-2', reason: 'lorry 7', reference: 'po-1' }),
        receipt('l-2', 1, { sku: 'book', locationId: 'm-2', type: 'damage' }),
        receipt('l-3', 9, { sku: 'pen', locationId: 'm-2' }),
      );
      for (const filter of ['locationId=m-2&sku=book', 'sku=book', 'locationId=m-2&sku=book&sku=none']) {
        const { body } = await good(inventory.get<MovementPage>(`/movements?${filter}`));
        expect(body.items).toMatchObject([
          { movementId: 'l-2', type: 'damage', sequence: 3, deltas: { damaged: 1 }, after: { available: 4 } },
          { movementId: 'l-1', reason: 'lorry 7', reference: 'po-1', after: { onHand: 5 } },
          { movementId: 'opening-m-2-book', type: 'opening', after: { onHand: 3, available: 3 } },
        ]);
      }
      const whole = (await good(inventory.get<MovementPage>('/movements?locationId=m-2'))).body.items;
      expect(whole).toHaveLength(4);
      const first = (await good(inventory.get<MovementPage>('/movements?locationId=m-2&limit=3'))).body;
      const second = await good(
        inventory.get<MovementPage>(`/movements?locationId=m-2&limit=3&cursor=${first.nextCursor}`),
      );
      expect([...first.items, ...second.body.items]).toEqual(whole);
      expect(second.body.nextCursor).toBeNull();
    });
  });

  describe('levels', () => {
    it('are filtered by SKUs and locations, and walked page by page in one order', async () => {
      await inventory.stock('v-1', { 'v-a': 1, 'v-b': 2 });
      await inventory.stock('v-2', { 'v-a': 3, 'v-b': 4 });
      const levels = async (query: string) => (await good(inventory.get<LevelPage>(`/levels?${query}`))).body;
      const onHand = (page: LevelPage) => page.items.map((level) => level.onHand);
      expect(onHand(await levels('sku=v-a'))).toEqual([1, 3]);
      expect(onHand(await levels('sku=v-a&sku=v-b&locationId=v-2'))).toEqual([3, 4]);
      expect(onHand(await levels('sku=nothing'))).toEqual([]);
      const first = await levels('locationId=v-1&locationId=v-2&limit=3');
      expect(onHand(first)).toEqual([1, 2, 3]);
      expect(
        onHand(await levels(`locationId=v-1&locationId=v-2&limit=3&cursor=${first.nextCursor}`)),
      ).toEqual([4]);
    });

    it('keep back a safety stock of their own, or else that of their location', async () => {
      await inventory.stock('s-1', { own: 10, follows: 10 });
      expect(await inventory.put('/levels/s-1/own', { safetyStock: 4 })).toMatchObject({
        status: 200,
        body: { safetyStock: 4, available: 6, onHand: 10, sequence: 2 },
      });
      await good(inventory.put('/locations/s-1', { name: 'S', kind: 'store', safetyStock: 3 }));
      expect(await inventory.level('s-1', 'own')).toMatchObject({ safetyStock: 4 });
      expect(await inventory.level('s-1', 'follows')).toMatchObject({ safetyStock: 3, available: 7 });
      expect((await inventory.put('/levels/s-1/own', { safetyStock: null })).body).toMatchObject({
        safetyStock: 3,
      });
      expect(await inventory.put('/levels/s-1/nothing', { safetyStock: 1 })).toMatchObject({
        status: 404,
        body: { code: 'unknown_sku' },
      });
      expect(await inventory.put('/levels/nowhere/own', { safetyStock: 1 })).toMatchObject({
        status: 404,
        body: { code: 'unknown_location' },
      });
      expect((await inventory.put('/levels/s-1/own', { safetyStock: 1.5 })).status).toBe(400);
    });
  });

  describe('a count', () => {
    it('answers variances and malformed lines, and the same count again the same', async () => {
      await inventory.stock('c-1', { tea: 10, milk: 4 });
      const count = {
        countId: 'count-1',
        locationId: 'c-1',
        countedAt: ago(1),
        lines: [
          { sku: 'tea', quantity: 8 },
          { sku: 'milk', quantity: 4 },
          { sku: 'milk', quantity: 5 },
          { sku: 'nothing', quantity: 1 },
          { sku: 'tea', quantity: -1 },
          'three',
        ],
      };
      const first = await inventory.post<CountResult>('/counts', count);
      expect(first).toMatchObject({
        status: 200,
        body: {
          variances: [
            { sku: 'tea', counted: 8, expected: 10, variance: -2, superseded: false },
            { sku: 'milk', variance: 0 },
          ],
        },
      });
      expect(first.body.rejected.map(({ sku, code }) => [sku, code])).toEqual([
        ['tea', 'invalid_count_line'],
        [null, 'invalid_count_line'],
        ['milk', 'duplicate_line'],
        ['nothing', 'unknown_sku'],
      ]);
      expect((await inventory.post('/counts', count)).body).toEqual(first.body);
      expect((await inventory.level('c-1', 'tea'))?.onHand).toBe(8);
      expect(
        await inventory.post('/counts', { ...count, lines: [{ sku: 'tea', quantity: 9 }] }),
      ).toMatchObject({
        status: 409,
        body: { code: 'count_conflict' },
      });
    });

    it.each([
      [{ locationId: 'nowhere' }, 409, 'unknown_location'],
      [{ countedAt: ago(-25) }, 409, 'occurred_in_future'],
      [{ countedAt: '2026-11-24 09:30' }, 400, 'invalid_request'],
      [{ lines: [] }, 400, 'invalid_request'],
    ])('with %j is refused', async (wrong, status, code) => {
      const count = {
        countId: 'bad',
        locationId: 'c-1',
        countedAt: ago(1),
        lines: [{ sku: 'tea', quantity: 1 }],
      };
      expect(await inventory.post('/counts', { ...count, ...wrong })).toMatchObject({
        status,
        body: { code },
      });
    });
  });

  describe('a transfer', () => {
    const plan = { transferId: 't-1', from: 't-from', to: 't-to', lines: [{ sku: 'tea', quantity: 6 }] };
    beforeAll(async () => {
      await inventory.stock('t-from', { tea: 8, milk: 0 });
      await inventory.stock('t-to', { tea: 0 });
    });

    it('is planned, shipped, received in part and closed, and each step again changes nothing', async () => {
      const planned = await inventory.post<Transfer>('/transfers', plan);
      expect(planned).toMatchObject({ status: 201, body: { status: 'planned' } });
      expect((await inventory.post('/transfers', plan)).body).toEqual(planned.body);
      expect(await inventory.post('/transfers', { ...plan, to: 'm-1' })).toMatchObject({
        status: 409,
        body: { code: 'transfer_id_reused' },
      });
      expect(await inventory.post('/transfers/t-1/receive')).toMatchObject({
        status: 409,
        body: { code: 'transfer_not_shipped' },
      });

      expect(await inventory.post('/transfers/t-1/ship')).toMatchObject({
        status: 200,
        body: { status: 'shipped' },
      });
      expect(await inventory.post('/transfers/t-1/ship', {})).toMatchObject({ body: { status: 'shipped' } });
      expect((await inventory.level('t-from', 'tea'))?.onHand).toBe(2);
      expect(await inventory.level('t-to', 'tea')).toMatchObject({ onHand: 0, incoming: 6, available: 0 });

      const some = { lines: [{ sku: 'tea', quantity: 4 }] };
      expect(await inventory.post('/transfers/t-1/receive', some)).toMatchObject({
        status: 200,
        body: { status: 'partially_received', lines: [{ shipped: 6, received: 4, lost: 0 }] },
      });
      expect(await inventory.post('/transfers/t-1/receive', some)).toMatchObject({
        status: 409,
        body: { code: 'quantity_exceeds_shipped' },
      });
      const rest = { lines: [{ sku: 'tea', quantity: 1 }], final: true, reason: 'one box was crushed' };
      expect(await inventory.post('/transfers/t-1/receive', rest)).toMatchObject({
        body: { status: 'received', lines: [{ received: 5, lost: 1 }] },
      });
      expect(await inventory.level('t-to', 'tea')).toMatchObject({ onHand: 5, incoming: 0, available: 5 });
      expect(await inventory.post('/transfers/t-1/receive', some)).toMatchObject({
        status: 409,
        body: { code: 'transfer_received' },
      });
      expect((await inventory.get('/transfers/t-1')).body).toMatchObject({ status: 'received' });
    });

    it('takes nothing that is not available, nor from or to a place that is not there', async () => {
      await good(
        inventory.post('/transfers', { ...plan, transferId: 't-2', lines: [{ sku: 'tea', quantity: 100 }] }),
      );
      expect(await inventory.post('/transfers/t-2/ship')).toMatchObject({
        status: 409,
        body: { code: 'insufficient_stock', lines: [{ sku: 'tea', requested: 100, available: 2 }] },
      });
      for (const [wrong, status, code] of [
        [{ to: 'nowhere' }, 409, 'unknown_location'],
        [{ lines: [{ sku: 'nothing', quantity: 1 }] }, 409, 'unknown_sku'],
        [{ to: 't-from' }, 400, 'invalid_request'],
      ] as const) {
        const answer = await inventory.post('/transfers', { ...plan, transferId: 't-3', ...wrong });
        expect(answer).toMatchObject({ status, body: { code } });
      }
      expect(await inventory.post('/transfers/none/ship')).toMatchObject({
        status: 404,
        body: { code: 'transfer_not_found' },
      });
    });
  });
});
