import type { Reconciliation, Reservation } from '#contracts';
import { eventually } from '#testing';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

describe('Reservations over HTTP', () => {
  let inventory: RunningInventory;
  beforeAll(async () => {
    inventory = await RunningInventory.start();
    await inventory.stock('r-1', { tea: 1_000, few: 3, other: 5 });
  });
  afterAll(() => inventory.stop());
  afterEach(async () => {
    const { body } = await good(inventory.get<Reconciliation>('/reconciliation'));
    expect(body.drift).toEqual([]);
  });

  const line = (sku: string, quantity: number, locationId = 'r-1') => ({ sku, locationId, quantity });
  const request = (more: object = {}) => ({
    reference: 'cart-1',
    ttlSeconds: 600,
    lines: [line('tea', 2)],
    ...more,
  });
  const reserve = (more: object = {}, headers?: Record<string, string>) =>
    inventory.post<Reservation>('/reservations', request(more), headers);
  const level = (sku: string) => inventory.level('r-1', sku);

  it('hold all lines or none; lines of one level are added up', async () => {
    const held = await reserve({
      reservationId: 'all',
      lines: [line('tea', 1), line('other', 1), line('tea', 2)],
    });
    expect(held).toMatchObject({
      status: 201,
      body: {
        reservationId: 'all',
        status: 'active',
        lines: [
          { sku: 'tea', requested: 3, quantity: 3 },
          { sku: 'other', quantity: 1 },
        ],
      },
    });
    const left = Date.parse(held.body.expiresAt) - Date.now();
    expect(left).toBeGreaterThan(500_000);
    expect(left).toBeLessThanOrEqual(600_000);
    expect((await inventory.get('/reservations/all')).body).toEqual(held.body);
    expect(await level('other')).toMatchObject({ onHand: 5, reserved: 1, available: 4 });

    const none = await reserve({
      lines: [line('tea', 1), line('few', 2), line('few', 2), line('nothing', 1), line('tea', 1, 'x')],
    });
    expect(none).toMatchObject({
      status: 409,
      body: {
        code: 'insufficient_stock',
        lines: [
          { sku: 'few', locationId: 'r-1', requested: 4, available: 3, reason: 'insufficient_stock' },
          { sku: 'nothing', requested: 1, available: 0, reason: 'unknown_sku' },
          { locationId: 'x', available: 0, reason: 'unknown_location' },
        ],
      },
    });
    expect((await level('few'))?.reserved).toBe(0);
  });

  it('take what there is, if asked to, but not nothing', async () => {
    await inventory.stock('r-2', { scarce: 2 });
    const lines = [line('scarce', 5, 'r-2'), line('nothing', 1, 'r-2')];
    expect(await reserve({ lines, allowPartial: true })).toMatchObject({
      status: 201,
      body: {
        lines: [
          { requested: 5, quantity: 2 },
          { requested: 1, quantity: 0 },
        ],
      },
    });
    expect(await reserve({ lines, allowPartial: true })).toMatchObject({
      status: 409,
      body: { code: 'insufficient_stock' },
    });
  });

  it('under an id of the client: the same again gives the first answer, other content is refused', async () => {
    const first = await reserve({ reservationId: 'mine' });
    await good(inventory.post('/reservations/mine/commit'));
    expect(await reserve({ reservationId: 'mine' })).toMatchObject({ status: 201, body: first.body });
    for (const other of [
      { ttlSeconds: 601 },
      { reference: 'cart-2' },
      { lines: [line('tea', 3)] },
      { allowPartial: true },
    ]) {
      expect(await reserve({ reservationId: 'mine', ...other })).toMatchObject({
        status: 409,
        body: { code: 'reservation_id_reused' },
      });
    }
  });

  it('are extended, committed, fulfilled by lines and released, each when it is its turn', async () => {
    const { reservationId: id } = (await reserve({ lines: [line('tea', 5), line('other', 2)] })).body;
    const step = (name: string, body?: object) =>
      inventory.post<Reservation>(`/reservations/${id}/${name}`, body);
    const before = await level('tea');

    const extended = await step('extend', { ttlSeconds: 3_600 });
    expect(Date.parse(extended.body.expiresAt) - Date.now()).toBeGreaterThan(3_500_000);
    expect(await step('extend')).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(await step('fulfill')).toMatchObject({ status: 409, body: { code: 'reservation_not_committed' } });

    expect(await step('commit')).toMatchObject({ status: 200, body: { status: 'committed' } });
    expect(await step('commit', {})).toMatchObject({ status: 200, body: { status: 'committed' } });
    expect(await step('extend', { ttlSeconds: 60 })).toMatchObject({
      status: 409,
      body: { code: 'reservation_committed' },
    });
    expect(await level('tea')).toMatchObject({
      reserved: (before?.reserved ?? 0) - 5,
      committed: (before?.committed ?? 0) + 5,
    });

    expect(await step('fulfill', { lines: [line('tea', 3)] })).toMatchObject({
      status: 200,
      body: { status: 'committed', lines: [{ fulfilled: 3 }, { fulfilled: 0 }] },
    });
    expect(await step('fulfill', { lines: [line('tea', 3)] })).toMatchObject({
      status: 409,
      body: { code: 'quantity_exceeds_held', requested: 3, held: 2 },
    });
    expect(await step('release', { lines: [line('tea', 1)] })).toMatchObject({
      body: { lines: [{ released: 1 }, {}] },
    });
    expect(await step('fulfill')).toMatchObject({
      status: 200,
      body: { status: 'fulfilled', lines: [{ fulfilled: 4, released: 1 }, { fulfilled: 2 }] },
    });
    expect(await step('fulfill')).toMatchObject({ status: 200, body: { status: 'fulfilled' } });
    expect(await step('release')).toMatchObject({ status: 409, body: { code: 'reservation_fulfilled' } });
    expect(await level('tea')).toMatchObject({
      onHand: (before?.onHand ?? 0) - 4,
      reserved: (before?.reserved ?? 0) - 5,
      committed: before?.committed,
    });
  });

  it('that nobody made are 404', async () => {
    const missing = { status: 404, body: { code: 'reservation_not_found' } };
    expect(await inventory.get('/reservations/none')).toMatchObject(missing);
    for (const step of ['commit', 'fulfill', 'release']) {
      expect(await inventory.post(`/reservations/none/${step}`)).toMatchObject(missing);
    }
  });

  it('free their units by themselves when their time is over, and cannot be committed then', async () => {
    await inventory.stock('r-3', { fleeting: 1 });
    const lines = [line('fleeting', 1, 'r-3')];
    const { reservationId } = (await good(reserve({ ttlSeconds: 1, lines }))).body;
    expect((await reserve({ lines })).status).toBe(409);
    await eventually(async () => {
      expect((await inventory.get(`/reservations/${reservationId}`)).body).toMatchObject({
        status: 'expired',
      });
    });
    expect(await inventory.post(`/reservations/${reservationId}/commit`)).toMatchObject({
      status: 409,
      body: { code: 'reservation_expired' },
    });
    expect(await inventory.level('r-3', 'fleeting')).toMatchObject({ reserved: 0, available: 1 });
    expect((await reserve({ lines })).status).toBe(201);
  });

  it.each([
    [{ lines: [] }, 'lines'],
    [{ lines: [line('tea', 0)] }, 'lines[0].quantity'],
    [{ lines: [line('tea', 1.5)] }, 'lines[0].quantity'],
    [{ lines: [{ ...line('tea', 1), quantity: '2' }] }, 'lines[0].quantity'],
    [{ ttlSeconds: 0 }, 'ttlSeconds'],
    [{ ttlSeconds: 40 * 24 * 3_600 }, 'ttlSeconds'],
    [{ reference: 'x'.repeat(65) }, 'reference'],
    [{ reservationId: '' }, 'reservationId'],
  ])('%j is refused, with the field that is wrong', async (wrong, path) => {
    expect(await reserve(wrong)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path }] },
    });
  });

  it('whose lines add up beyond what one line may ask for are refused', async () => {
    const lines = [line('tea', 1_000_000_000), line('tea', 1)];
    expect(await reserve({ lines, allowPartial: true })).toMatchObject({
      status: 409,
      body: { code: 'quantity_out_of_range' },
    });
  });

  describe('under an idempotency key', () => {
    const key = (name: string) => ({ 'idempotency-key': name });

    it('are made once, and the same request is answered again and marked as replayed', async () => {
      const first = await reserve({}, key('k-1'));
      expect(first.status).toBe(201);
      expect(first.headers.get('idempotency-replayed')).toBeNull();
      // The order of fields is nothing that clients promise to keep.
      const { lines, ...rest } = request();
      const again = await inventory.post('/reservations', { lines, ...rest }, key('k-1'));
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(again.headers.get('content-type')).toContain('application/json');
    });

    it('with other content are refused as 422, and change nothing', async () => {
      await good(reserve({}, key('k-2')));
      const before = await level('tea');
      expect(await reserve({ reference: 'cart-2' }, key('k-2'))).toMatchObject({
        status: 422,
        body: { code: 'idempotency_key_reused' },
      });
      expect(await level('tea')).toEqual(before);
    });

    it('are judged afresh after a refusal', async () => {
      await inventory.stock('r-4', { later: 0 });
      const wish = { lines: [line('later', 1, 'r-4')] };
      expect((await reserve(wish, key('k-3'))).status).toBe(409);
      await inventory.post('/sales', {
        sales: [
          {
            saleId: 'came-back',
            locationId: 'r-4',
            occurredAt: '2026-11-20T00:00:00Z',
            lines: [{ lineId: '1', sku: 'later', quantity: -1 }],
          },
        ],
      });
      const made = await reserve(wish, key('k-3'));
      expect(made.status).toBe(201);
      expect(made.headers.get('idempotency-replayed')).toBeNull();
    });

    it('sent many times at once, through two replicas, are made once', async () => {
      const replica = await inventory.replica();
      try {
        const before = await level('tea');
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            (i % 2 === 0 ? inventory : replica).post<Reservation>('/reservations', request(), key('k-4')),
          ),
        );
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
        expect(new Set(answers.map(({ body }) => body.reservationId)).size).toBe(1);
        expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(
          19,
        );
        expect((await level('tea'))?.reserved).toBe((before?.reserved ?? 0) + 2);
      } finally {
        await replica.stop();
      }
    });

    it('a step by lines is taken once, and the same key on another step is another key', async () => {
      const { reservationId: id } = (await good(reserve())).body;
      await good(inventory.post(`/reservations/${id}/commit`, {}, key('k-5')));
      const some = { lines: [line('tea', 1)] };
      const first = await inventory.post(`/reservations/${id}/fulfill`, some, key('k-5'));
      const again = await inventory.post(`/reservations/${id}/fulfill`, some, key('k-5'));
      expect(first).toMatchObject({ status: 200, body: { lines: [{ fulfilled: 1 }] } });
      expect(again.body).toEqual(first.body);
      expect((await inventory.get(`/reservations/${id}`)).body).toMatchObject({ lines: [{ fulfilled: 1 }] });
    });

    it('other POSTs replay their answer too: a batch of items, sales, movements', async () => {
      const batch = { items: [{ sku: 'k-new' }] };
      expect((await inventory.post('/items/batch', batch, key('k-6'))).status).toBe(201);
      const again = await inventory.post('/items/batch', batch, key('k-6'));
      expect(again).toMatchObject({ status: 201, body: { created: 1 } });
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(await inventory.post('/items/batch', { items: [{ sku: 'x' }] }, key('k-6'))).toMatchObject({
        status: 422,
        body: { code: 'idempotency_key_reused' },
      });
      // The key belongs to its route.
      expect(await inventory.post('/movements', { movements: [{}] }, key('k-6'))).toMatchObject({
        status: 200,
      });
      expect(await inventory.post('/items/batch', { items: 1 }, key('k-7'))).toMatchObject({ status: 400 });
      expect(await inventory.post('/items/batch', batch, key('k-7'))).toMatchObject({
        status: 200,
        body: { created: 0, updated: 1 },
      });
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          inventory.post('/items/batch', { items: [{ sku: 'k-once' }] }, key('k-8')),
        ),
      );
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    });

    it.each(['two words', 'x'.repeat(256), ''])('%j is no key', async (name) => {
      expect(await reserve({}, key(name))).toMatchObject({
        status: 400,
        body: { code: 'invalid_idempotency_key' },
      });
    });
  });
});
