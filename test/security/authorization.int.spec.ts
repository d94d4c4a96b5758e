import { newSecret, type Scope, SCOPES } from '#platform';
import { uniqueId } from '#testing';
import { SERVICES } from '../../apps/standalone/src/services.js';
import type { Retailer } from '../e2e/retailer.js';
import { type Aim, type Operation, operations, operationsIn, requestOf } from './operations.js';
import { SecuredShelfstream } from './secured.js';

const PAST = '2026-01-01T00:00:00Z';
const ALL = operations();
/** Routes whose handlers ask where the thing is. Each is tried by hand below; add yours there, and here. */
const ASKED_BY_HAND = [
  'GET /inventory/v1/reservations/{reservationId}',
  'POST /inventory/v1/reservations/{reservationId}/commit',
  'POST /inventory/v1/reservations/{reservationId}/extend',
  'POST /inventory/v1/reservations/{reservationId}/fulfill',
  'POST /inventory/v1/reservations/{reservationId}/release',
  'GET /inventory/v1/transfers/{transferId}',
  'POST /inventory/v1/transfers',
  'POST /inventory/v1/transfers/{transferId}/receive',
  'POST /inventory/v1/transfers/{transferId}/ship',
  'GET /orders/v1/fulfillments/{fulfillmentId}',
  'POST /orders/v1/fulfillments/{fulfillmentId}/accept',
  'POST /orders/v1/fulfillments/{fulfillmentId}/handover',
  'POST /orders/v1/fulfillments/{fulfillmentId}/pack',
  'POST /orders/v1/fulfillments/{fulfillmentId}/pick',
  'POST /orders/v1/fulfillments/{fulfillmentId}/ready',
  'POST /orders/v1/fulfillments/{fulfillmentId}/reject',
  'POST /orders/v1/fulfillments/{fulfillmentId}/ship',
  'GET /orders/v1/orders',
  'GET /orders/v1/orders/{orderId}',
  'GET /orders/v1/tasks/{taskId}',
  'POST /orders/v1/tasks/{taskId}/complete',
];
const OPEN = [
  ...['/', '/health/live', '/health/ready'],
  ...SERVICES.flatMap(({ service }) =>
    ['docs', 'openapi.json', 'openapi.yaml'].map((page) => `/${service.name}/v1/${page}`),
  ),
];

describe('Every route', () => {
  let shop: SecuredShelfstream;
  const only = new Map<Scope, string>();
  const allBut = new Map<Scope, string>();
  let strangers: Record<string, string | undefined>;
  let bound: string;

  beforeAll(async () => {
    shop = await SecuredShelfstream.start((secured) => {
      for (const scope of SCOPES) {
        only.set(scope, secured.key({ scopes: [scope] }));
        allBut.set(scope, secured.key({ scopes: SCOPES.filter((each) => each !== scope) }));
      }
      bound = secured.key({ scopes: ['*'], locations: ['home', 'second-home'] });
      strangers = {
        'without a key': undefined,
        'with what is no key': 'garbage',
        'with a key that nobody made': newSecret('nobody', new Date()).token,
        'with a key that has expired': secured.key({ scopes: ['*'], expiresAt: PAST }),
        'with a key that was revoked': secured.key({ scopes: ['*'], revokedAt: PAST }),
      };
    });
    const everything = { sub: 'ada', scope: '*' };
    strangers['with a token that has expired'] = await shop.issuer.token(everything, { expiresIn: -60 });
    strangers['with a token for others'] = await shop.issuer.token(everything, { audience: 'others' });
    strangers['with a token that is forged'] = await shop.issuer.token(everything, { forged: true });
  }, 120_000);
  afterAll(() => shop?.stop());

  /** The status and code of the answer; streams are let go once they are open. */
  async function answer(operation: Operation, token: string | undefined, aim?: Aim): Promise<string> {
    const { path, init } = requestOf(operation, aim);
    const headers = { ...init.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const got = await fetch(`${shop.url}${path}`, { ...init, headers });
    if (got.headers.get('content-type')?.startsWith('application/problem') !== true) {
      await got.body?.cancel();
      return String(got.status);
    }
    return `${got.status} ${((await got.json()) as { code: string }).code}`;
  }
  const let_in = expect.not.stringMatching(/^(401|403|429|5\d\d)/);

  it('that the services serve is in the reference, and none besides asks for nothing', async () => {
    const served: string[] = [];
    for (const { service } of SERVICES) {
      const document = await (await fetch(`${shop.url}/${service.name}/v1/openapi.json`)).json();
      served.push(...operationsIn(document as never).map(({ name }) => name));
    }
    expect(served.sort()).toEqual(ALL.map(({ name }) => name).sort());
    const beyond = shop.openRoutes
      .map((route) => route.split(' ')[1]!)
      .filter((path) => !OPEN.some((open) => path === open || (open !== '/' && path.startsWith(`${open}/`))));
    expect(beyond).toEqual([]);
  });

  it.each(ALL)('$name asks for one scope that there is', ({ scopes, location }) => {
    expect(scopes).toHaveLength(1);
    expect(SCOPES).toContain(scopes[0]);
    expect(location).not.toBe('undeclared');
  });

  it.each(ALL)('$name knows nobody without a good key or token', async (operation) => {
    for (const [who, token] of Object.entries(strangers)) {
      expect([who, await answer(operation, token)]).toEqual([who, '401 unauthenticated']);
    }
  });

  it.each(ALL)('$name lets in who has its scope, and nobody who has all others', async (operation) => {
    const [scope] = operation.scopes as [Scope];
    expect(await answer(operation, allBut.get(scope))).toBe('403 forbidden');
    expect(await answer(operation, only.get(scope))).toEqual(let_in);
    const person = (scopes: readonly string[]) => shop.issuer.token({ sub: 'ada', scope: scopes.join(' ') });
    expect(await answer(operation, await person(SCOPES.filter((each) => each !== scope)))).toBe(
      '403 forbidden',
    );
    expect(await answer(operation, await person([scope]))).toEqual(let_in);
  });

  it.each(ALL)("$name takes a store's caller for what it is", async (operation) => {
    const { location: rule } = operation;
    if (rule === 'none') return expect(await answer(operation, bound)).toBe('403 forbidden');
    if (rule === 'any') return expect(await answer(operation, bound)).toEqual(let_in);
    if (rule === 'row') return expect(ASKED_BY_HAND).toContain(operation.name);
    expect(await answer(operation, bound, { rule, locationId: 'elsewhere' })).toBe('403 forbidden');
    expect(await answer(operation, bound, { rule, locationId: 'home' })).toEqual(let_in);
  });

  it('that is asked by hand is one that there is', () => {
    const rows = ALL.filter(({ location }) => location === 'row').map(({ name }) => name);
    expect(rows.sort()).toEqual([...ASKED_BY_HAND].sort());
  });
});

describe("A store's associate", () => {
  let shop: SecuredShelfstream;
  let head: Retailer;
  let ours: Retailer;
  let theirs: Retailer;
  let sku: string;
  const [home, other] = [uniqueId('store'), uniqueId('store')];

  beforeAll(async () => {
    const tokens: string[] = [];
    shop = await SecuredShelfstream.start((secured) => {
      tokens.push(secured.key({ scopes: ['*'] }));
      for (const locationId of [home, other])
        tokens.push(secured.key({ scopes: ['*'], locations: [locationId] }));
    });
    [head, ours, theirs] = tokens.map((token) => shop.as(token)) as [Retailer, Retailer, Retailer];
    sku = await head.item();
    for (const locationId of [home, other]) {
      await head.ask('PUT', `/inventory/v1/locations/${locationId}`, { name: locationId, kind: 'store' });
      await head.stock(locationId, sku, 100);
      await head.ordersKnow(locationId, sku).catch(() => {});
    }
  }, 120_000);
  afterAll(() => shop?.stop());

  const forbidden = { status: 403, body: { code: 'forbidden' } };
  const pickupAt = (locationId: string) =>
    head.place([{ lineId: '1', sku, quantity: 1 }], { method: 'pickup', pickupLocationId: locationId });

  it('prepares and hands over the work of their store, and sees and touches none of another', async () => {
    const orderId = await pickupAt(home);
    const work = await ours.work(home, orderId);
    expect((await theirs.ask<{ items: unknown[] }>('GET', '/orders/v1/fulfillments')).items).toEqual([]);
    const at = `/orders/v1/fulfillments/${work.fulfillmentId}`;
    expect(await theirs.send('GET', at)).toMatchObject(forbidden);
    const bodies: Record<string, object> = {
      reject: { reason: 'no time' },
      handover: { pickupCode: '12345678', collectedBy: 'x' },
      ship: { carrier: 'x', trackingNumber: 'x' },
    };
    for (const step of ['accept', 'reject', 'pick', 'pack', 'ready', 'handover', 'ship']) {
      expect([step, await theirs.send('POST', `${at}/${step}`, bodies[step])]).toMatchObject([
        step,
        forbidden,
      ]);
    }
    await ours.prepare(work);
    await ours.step(work, 'ready');
    expect(await ours.send('GET', `/orders/v1/orders/${orderId}/pickup-code`)).toMatchObject(forbidden);
    const { code } = await head.ask<{ code: string }>('GET', `/orders/v1/orders/${orderId}/pickup-code`);
    const done = await ours.step(work, 'handover', { pickupCode: code, collectedBy: 'Ada' });
    expect(done.status).toBe('picked_up');
  });

  it('looks at the orders that their store has a part in, and at no others', async () => {
    const [mine, foreign] = [await pickupAt(home), await pickupAt(other)];
    await head.work(home, mine);
    await head.work(other, foreign);
    const { items } = await ours.ask<{ items: { orderId: string }[] }>('GET', '/orders/v1/orders?limit=500');
    const ids = items.map(({ orderId }) => orderId);
    expect([ids.includes(mine), ids.includes(foreign)]).toEqual([true, false]);
    expect((await ours.orderOf(mine)).orderId).toBe(mine);
    expect(await ours.send('GET', `/orders/v1/orders/${foreign}`)).toMatchObject(forbidden);
    expect(await ours.send('POST', `/orders/v1/orders/${mine}/cancel`)).toMatchObject(forbidden);
  });

  it('does the tasks of their store alone', async () => {
    const orderId = await pickupAt(home);
    const work = await head.work(home, orderId);
    await ours.step(work, 'reject', { reason: 'not found' });
    const task = await ours.task('cycle_count', { orderId });
    const at = `/orders/v1/tasks/${task.taskId}`;
    const counts = { counts: [{ sku, quantity: 90 }] };
    expect(await theirs.send('GET', at)).toMatchObject(forbidden);
    expect(await theirs.send('POST', `${at}/complete`, counts)).toMatchObject(forbidden);
    expect((await ours.ask<{ status: string }>('POST', `${at}/complete`, counts)).status).toBe('done');
    await head.levelIs(home, sku, { onHand: 90 });
  });

  it('holds and frees units of their own shelf, and none that another store holds', async () => {
    const lines = (locationId: string) => [{ sku, locationId, quantity: 1 }];
    const body = { reference: 'counter', ttlSeconds: 600, lines: lines(home) };
    expect(await theirs.send('POST', '/inventory/v1/reservations', body)).toMatchObject(forbidden);
    const { reservationId } = await ours.ask<{ reservationId: string }>(
      'POST',
      '/inventory/v1/reservations',
      body,
    );
    const at = `/inventory/v1/reservations/${reservationId}`;
    expect(await theirs.send('GET', at)).toMatchObject(forbidden);
    for (const step of ['extend', 'commit', 'fulfill', 'release']) {
      const given = step === 'extend' ? { ttlSeconds: 60 } : {};
      expect([step, await theirs.send('POST', `${at}/${step}`, given)]).toMatchObject([step, forbidden]);
    }
    await ours.ask('POST', `${at}/extend`, { ttlSeconds: 60 });
    await ours.ask('POST', `${at}/commit`);
    await ours.ask('POST', `${at}/release`);
  });

  it('may ask for goods or offer them, sends what is here and takes in what comes here', async () => {
    const lines = [{ sku, quantity: 1 }];
    const plan = { transferId: uniqueId('transfer'), from: home, to: other, lines };
    await theirs.ask('POST', '/inventory/v1/transfers', plan);
    const at = `/inventory/v1/transfers/${plan.transferId}`;
    expect(await theirs.send('POST', `${at}/ship`)).toMatchObject(forbidden);
    await ours.ask('POST', `${at}/ship`);
    expect(await ours.send('POST', `${at}/receive`, {})).toMatchObject(forbidden);
    await theirs.ask('POST', `${at}/receive`, {});
    for (const end of [ours, theirs]) expect((await end.send('GET', at)).status).toBe(200);

    const third = uniqueId('store');
    await head.ask('PUT', `/inventory/v1/locations/${third}`, { name: third, kind: 'store' });
    const beyond = { transferId: uniqueId('transfer'), from: other, to: third, lines };
    expect(await ours.send('POST', '/inventory/v1/transfers', beyond)).toMatchObject(forbidden);
    await head.ask('POST', '/inventory/v1/transfers', beyond);
    expect(await ours.send('GET', `/inventory/v1/transfers/${beyond.transferId}`)).toMatchObject(forbidden);
  });

  it('sees the shelves and the ledger of their store, whatever else there is', async () => {
    for (const list of ['levels', 'movements']) {
      const { items } = await ours.ask<{ items: { locationId: string }[] }>(
        'GET',
        `/inventory/v1/${list}?limit=500`,
      );
      expect(new Set(items.map(({ locationId }) => locationId))).toEqual(new Set([home]));
    }
  });
});
