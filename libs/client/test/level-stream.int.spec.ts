import {
  createShelfstream,
  type LevelStreamOptions,
  type LevelStreamStatus,
  type StockLevel,
} from '../src/index.js';
import { cut, events, problem, type Reply, ScriptedServer } from './scripted-server.js';

describe('The stream of levels', () => {
  let server: ScriptedServer;
  afterEach(() => server?.stop());

  const stream = async (script: Reply[], options: LevelStreamOptions = {}) => {
    server = await ScriptedServer.start(...script);
    return createShelfstream({ baseUrl: server.url }).levelStream(options);
  };
  const level = (sku: string, sequence: number, onHand: number) =>
    `event: level\nid: ${sku}-${sequence}\ndata: ${JSON.stringify({ sku, locationId: 'north', sequence, onHand })}`;
  const take = async (levels: AsyncIterableIterator<StockLevel>, count: number): Promise<string[]> => {
    const taken: string[] = [];
    while (taken.length < count) {
      const { value, done } = await levels.next();
      if (done) break;
      taken.push(`${value.sku} ${value.onHand}`);
    }
    return taken;
  };

  it('goes on after the server has closed it, and tells only what is news', async () => {
    const statuses: LevelStreamStatus[] = [];
    const levels = await stream(
      [
        events([level('tea', 1, 5), level('milk', 1, 9)]),
        events([level('tea', 3, 3), level('milk', 1, 9)]),
        cut,
        problem(503, 'too_many_streams', { 'retry-after': '0' }),
        events([level('tea', 3, 3), level('milk', 2, 8)], { open: true }),
      ],
      { skus: ['tea', 'milk'], locationIds: ['north'], onStatus: (status) => statuses.push(status) },
    );
    expect(await take(levels, 4)).toEqual(['tea 5', 'milk 9', 'tea 3', 'milk 8']);
    await levels.return?.();
    expect(server.seen.map(({ headers }) => headers['last-event-id'])).toEqual([
      undefined,
      'milk-1',
      'milk-1',
      'milk-1',
      'milk-1',
    ]);
    expect(server.seen[0]).toMatchObject({
      url: '/inventory/v1/availability/stream?sku=tea&sku=milk&locationId=north',
      headers: { accept: 'text/event-stream' },
    });
    expect(statuses.slice(0, 4)).toEqual(['connecting', 'live', 'waiting', 'connecting']);
    expect(statuses.at(-1)).toBe('live');
  });

  it('takes a connection that has fallen silent for dead', async () => {
    const levels = await stream(
      [events([level('tea', 1, 5)], { open: true }), events([level('tea', 2, 4)], { open: true })],
      { silenceMs: 60 },
    );
    expect(await take(levels, 2)).toEqual(['tea 5', 'tea 4']);
    await levels.return?.();
  });

  it('lives on comments while nothing changes', async () => {
    const levels = await stream(
      [
        (response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          const alive = setInterval(() => response.write(': keep-alive\n\n'), 20);
          setTimeout(() => response.write(`${level('tea', 1, 5)}\n\n`), 400);
          response.on('close', () => clearInterval(alive));
        },
      ],
      { silenceMs: 200 },
    );
    expect(await take(levels, 1)).toEqual(['tea 5']);
    expect(server.seen).toHaveLength(1);
    await levels.return?.();
  });

  it('reads a figure whole however its bytes are cut', async () => {
    const levels = await stream([
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const bytes = Buffer.from(`${level('茶', 1, 5)}\n\n`);
        bytes.forEach((_, at) => setTimeout(() => response.write(bytes.subarray(at, at + 1)), at));
      },
    ]);
    expect(await take(levels, 1)).toEqual(['茶 5']);
    await levels.return?.();
  });

  it('ends without an error when its reader gives the signal, and lets the connection go', async () => {
    const leave = new AbortController();
    let closed = false;
    const levels = await stream(
      [
        (response, request) => {
          response.on('close', () => (closed = true));
          events([level('tea', 1, 5)], { open: true })(response, request);
        },
      ],
      { signal: leave.signal },
    );
    expect(await take(levels, 1)).toEqual(['tea 5']);
    const next = levels.next();
    leave.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    while (!closed) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.seen).toHaveLength(1);
  });

  it('ends while it waits for its next figure or its next try when its reader turns away', async () => {
    for (const script of [
      events([], { open: true }),
      problem(503, 'too_many_streams', { 'retry-after': '50' }),
    ]) {
      const levels = await stream([script]);
      const next = levels.next();
      while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await levels.return?.();
      expect((await next).done).toBe(true);
      await server.stop();
    }
  });

  it('tells why the server will not have it', async () => {
    const levels = await stream([problem(400, 'stream_too_wide')]);
    await expect(levels.next()).rejects.toMatchObject({ name: 'ProblemError', code: 'stream_too_wide' });
    expect((await levels.next()).done).toBe(true);
    expect(server.seen).toHaveLength(1);
  });
});
