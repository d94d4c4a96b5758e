import {
  createShelfstream,
  NoAnswerError,
  paged,
  ProblemError,
  type ShelfstreamOptions,
  unwrap,
} from '../src/index.js';
import { cut, json, problem, type Reply, ScriptedServer } from './scripted-server.js';

describe('A call of the client', () => {
  let server: ScriptedServer;
  afterEach(() => server?.stop());

  const shelfstream = async (script: Reply[], options: Partial<ShelfstreamOptions> = {}) => {
    server = await ScriptedServer.start(...script);
    return createShelfstream({
      retry: { firstPauseMs: 5, patienceMs: 5_000 },
      ...options,
      baseUrl: server.url,
    } as ShelfstreamOptions);
  };
  const reservation = {
    body: { reference: 'cart-1', ttlSeconds: 60, lines: [{ sku: 'tea', locationId: 'north', quantity: 1 }] },
  };

  it('is tried again while the server is busy or away, a POST under one key', async () => {
    const answers = [
      problem(503, 'overloaded'),
      cut,
      problem(502, 'bad_gateway'),
      problem(429, 'rate_limited'),
    ];
    const shop = await shelfstream([...answers, json(201, { reservationId: 'r-1' })]);
    const { data } = await shop.inventory.POST('/inventory/v1/reservations', reservation);
    expect(data?.reservationId).toBe('r-1');
    expect(server.seen).toHaveLength(5);
    expect(new Set(server.seen.map(({ body }) => body))).toEqual(new Set([JSON.stringify(reservation.body)]));
    const keys = new Set(server.seen.map(({ headers }) => headers['idempotency-key']));
    expect([...keys]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it('makes a new key for each POST, keeps the one that it is given, and needs none to read', async () => {
    const shop = await shelfstream([json(200, { items: [], nextCursor: null })]);
    await shop.inventory.POST('/inventory/v1/reservations', reservation);
    await shop.inventory.POST('/inventory/v1/reservations', reservation);
    await shop.inventory.POST('/inventory/v1/reservations', {
      ...reservation,
      params: { header: { 'Idempotency-Key': 'checkout-4711' } },
    });
    await shop.inventory.GET('/inventory/v1/levels', { params: { query: { sku: ['a', 'b&c'] } } });
    const [first, second, third, read] = server.seen.map(({ headers }) => headers['idempotency-key']);
    expect(first).not.toBe(second);
    expect(third).toBe('checkout-4711');
    expect(read).toBeUndefined();
    expect(server.seen[3]?.url).toBe('/inventory/v1/levels?sku=a&sku=b%26c');
  });

  it('waits as long as the server asks, and not at all when that is longer than its patience', async () => {
    const notices: number[] = [];
    const retry = { patienceMs: 5_000, onRetry: ({ pauseMs }: { pauseMs: number }) => notices.push(pauseMs) };
    const shop = await shelfstream(
      [
        problem(503, 'overloaded', { 'retry-after': '0' }),
        problem(503, 'overloaded', { 'retry-after': '1' }),
        problem(503, 'overloaded', { 'retry-after': '60' }),
      ],
      { retry },
    );
    const { error } = await shop.inventory.GET('/inventory/v1/levels');
    expect(error?.code).toBe('overloaded');
    expect(notices).toEqual([0, expect.any(Number)]);
    expect(notices[1]).toBeGreaterThanOrEqual(1_000);
    expect(server.seen).toHaveLength(3);
  });

  it('is not tried again when it is refused', async () => {
    const shop = await shelfstream([
      problem(409, 'insufficient_stock'),
      problem(429, 'pickup_code_locked'),
      problem(500, 'internal_error'),
    ]);
    const refused = await shop.inventory.POST('/inventory/v1/reservations', reservation);
    expect(refused).toMatchObject({ error: { code: 'insufficient_stock', status: 409 } });
    const locked = await shop.orders.POST('/orders/v1/fulfillments/{fulfillmentId}/handover', {
      params: { path: { fulfillmentId: 'f 1' } },
      body: { pickupCode: '12345678', collectedBy: 'Ada' },
    });
    expect(locked).toMatchObject({ error: { code: 'pickup_code_locked' } });
    expect((await shop.inventory.GET('/inventory/v1/levels')).error?.code).toBe('internal_error');
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/inventory/v1/reservations',
      '/orders/v1/fulfillments/f%201/handover',
      '/inventory/v1/levels',
    ]);
  });

  it('waits for the answer to its own first try', async () => {
    const shop = await shelfstream([
      problem(409, 'idempotency_in_progress'),
      json(201, { reservationId: 'r-1' }),
    ]);
    expect(await unwrap(shop.inventory.POST('/inventory/v1/reservations', reservation))).toEqual({
      reservationId: 'r-1',
    });
  });

  it('says who could not be reached when no answer comes', async () => {
    const shop = await shelfstream([cut], { retry: { patienceMs: 60, firstPauseMs: 5 } });
    const call = shop.returns.GET('/returns/v1/returns');
    await expect(call).rejects.toThrow(NoAnswerError);
    await expect(call).rejects.toThrow(
      /^GET \/returns\/v1\/returns got no answer in \d+ tries: UND_ERR_SOCKET\./,
    );
    expect(server.seen.length).toBeGreaterThan(1);
  });

  it('takes a server that does not answer in time for one that is away', async () => {
    const shop = await shelfstream([() => {}, json(200, { items: [], nextCursor: null })], { timeoutMs: 50 });
    expect((await shop.orders.GET('/orders/v1/orders')).data?.items).toEqual([]);
    expect(server.seen).toHaveLength(2);
  });

  it('ends at once when its caller gives it up, in flight or between two tries', async () => {
    const shop = await shelfstream([() => {}, problem(503, 'overloaded', { 'retry-after': '3' })]);
    for (const seen of [1, 2]) {
      const giveUp = new AbortController();
      const call = shop.orders.GET('/orders/v1/orders', { signal: giveUp.signal });
      while (server.seen.length < seen) await new Promise((resolve) => setTimeout(resolve, 5));
      giveUp.abort(new Error('the customer left'));
      await expect(call).rejects.toThrow('the customer left');
    }
  });

  it('carries the token of the moment', async () => {
    let issued = 0;
    const shop = await shelfstream([problem(503, 'overloaded'), json(200, { items: [], nextCursor: null })], {
      token: () => Promise.resolve(`token-${(issued += 1)}`),
    });
    await shop.orders.GET('/orders/v1/orders');
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('turns what a proxy says into a problem like any other', async () => {
    const shop = await shelfstream([
      (response) => void response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Go away</h1>'),
    ]);
    const answer = unwrap(shop.orders.GET('/orders/v1/orders'));
    await expect(answer).rejects.toThrow(ProblemError);
    await expect(answer).rejects.toMatchObject({ code: 'http_403', status: 403 });
    await expect(answer).rejects.toThrow(/<h1>Go away<\/h1>/);
  });

  it('reads a list to its end, page by page', async () => {
    const shop = await shelfstream([
      json(200, { items: [{ sku: 'a' }, { sku: 'b' }], nextCursor: 'next' }),
      json(200, { items: [{ sku: 'c' }], nextCursor: null }),
    ]);
    const skus: string[] = [];
    for await (const item of paged((cursor) =>
      shop.inventory.GET('/inventory/v1/items', { params: { query: { limit: 2, cursor } } }),
    )) {
      skus.push(item.sku);
    }
    expect(skus).toEqual(['a', 'b', 'c']);
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/inventory/v1/items?limit=2',
      '/inventory/v1/items?limit=2&cursor=next',
    ]);
  });

  it('goes to the address of its service', async () => {
    server = await ScriptedServer.start(json(200, { items: [], nextCursor: null }));
    const elsewhere = await ScriptedServer.start(json(200, { items: [], nextCursor: null }));
    const shop = createShelfstream({ baseUrl: `${server.url}/`, urls: { orders: `${elsewhere.url}/shop` } });
    await shop.inventory.GET('/inventory/v1/levels');
    await shop.orders.GET('/orders/v1/orders');
    expect(server.seen.map(({ url }) => url)).toEqual(['/inventory/v1/levels']);
    expect(elsewhere.seen.map(({ url }) => url)).toEqual(['/shop/orders/v1/orders']);
    await elsewhere.stop();
    expect(() => createShelfstream({ baseUrl: 'stock.example.com' })).toThrow(
      '"stock.example.com" is not an address such as https://stock.example.com',
    );
  });
});
