import type { AuditEntry, AuditPage } from '#contracts';
import { eventually, uniqueId } from '#testing';
import type { Retailer } from '../e2e/retailer.js';
import { SecuredShelfstream } from './secured.js';

describe('Who changed what', () => {
  let shop: SecuredShelfstream;
  let head: Retailer;
  let clerk: Retailer;
  const store = uniqueId('store');

  beforeAll(async () => {
    let tokens: string[] = [];
    shop = await SecuredShelfstream.start((secured) => {
      tokens = [secured.key({ scopes: ['*'] }), secured.key({ scopes: ['stock:write', 'sales:write'] })];
    });
    [head, clerk] = tokens.map((token) => shop.as(token)) as [Retailer, Retailer];
    await head.ask('PUT', `/inventory/v1/locations/${store}`, { name: 'North', kind: 'store' });
  }, 120_000);
  afterAll(() => shop?.stop());

  const entries = async (query: string, service = 'inventory'): Promise<AuditEntry[]> =>
    (await head.ask<AuditPage>('GET', `/${service}/v1/audit?${query}`)).items;

  it('is kept: who, by which route, what it was about, and how it ended', async () => {
    const countId = uniqueId('count');
    const count = {
      countId,
      locationId: store,
      countedAt: new Date().toISOString(),
      lines: [{ sku: 'none', quantity: 1 }],
    };
    await clerk.ask('POST', '/inventory/v1/counts', count);
    const found = await eventually(async () => {
      const [entry] = await entries(`targetId=${countId}`);
      expect(entry).toBeDefined();
      return entry!;
    });
    expect(found).toMatchObject({
      callerId: expect.stringMatching(/^key:\w+$/),
      method: 'POST',
      route: '/inventory/v1/counts',
      targets: { countId, locationId: store },
      status: 200,
      code: null,
      requests: 1,
    });
    expect(found.correlationId).toEqual(expect.any(String));
    const all = await entries(`callerId=${found.callerId}&targetId=${store}&since=2026-01-01T00:00:00Z`);
    expect(all.map(({ entryId }) => entryId)).toEqual([found.entryId]);
    expect(await entries(`targetId=${countId}&until=2026-01-01T00:00:00Z`)).toEqual([]);
  });

  it('is kept of what was refused, too, and of nothing that was only read', async () => {
    const locationId = uniqueId('store');
    expect(
      (await clerk.send('PUT', `/inventory/v1/locations/${locationId}`, { name: 'x', kind: 'store' })).status,
    ).toBe(403);
    await eventually(async () =>
      expect(await entries(`targetId=${locationId}`)).toMatchObject([{ status: 403, code: 'forbidden' }]),
    );
    await head.send('GET', `/inventory/v1/locations/${locationId}`);
    expect(await entries(`targetId=${locationId}`)).toHaveLength(1);
    const routes = (await entries('limit=500')).map(({ method }) => method);
    expect(routes).not.toContain('GET');
  });

  it('holds ids, and no word that says who somebody is', async () => {
    const customerId = uniqueId('customer');
    const person = { name: 'Ada Lovelace', email: 'ada@customers.example', phone: '+15135550100' };
    await head.ask('PUT', `/notifications/v1/contacts/${customerId}`, person);
    const [entry] = await eventually(async () => {
      const found = await entries(`targetId=${customerId}`, 'notifications');
      expect(found).toHaveLength(1);
      return found;
    });
    expect(entry!.targets).toEqual({ customerId });
    expect(JSON.stringify(entry)).not.toMatch(/Ada|ada@|555/);
  });

  it('counts what tills send by the minute: the ledger has each of them', async () => {
    const sku = await head.item();
    for (let i = 0; i < 3; i++) await head.sell(store, sku, 1);
    const day = (
      await head.ask<{ items: object[] }>('GET', `/inventory/v1/movements?locationId=${store}&sku=${sku}`)
    ).items;
    expect(day).toHaveLength(3);
    await shop.restart();
    const sales = (await entries('limit=500')).filter(({ route }) => route === '/inventory/v1/sales');
    expect(sales.reduce((sum, { requests }) => sum + requests, 0)).toBe(3);
    expect(sales.every(({ targets }) => Object.keys(targets).length === 0)).toBe(true);
  });

  it('outlives the process, to the last request that was answered before an orderly stop', async () => {
    const locationId = uniqueId('store');
    await head.ask('PUT', `/inventory/v1/locations/${locationId}`, { name: 'Last', kind: 'store' });
    await shop.restart();
    expect(await entries(`targetId=${locationId}`)).toHaveLength(1);
  });
});
