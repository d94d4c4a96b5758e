import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiClient, ProblemAnswer } from './client.js';
import { CliError } from './errors.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let url: string;
const requests: IncomingMessage[] = [];

/** Each request gets the next of the answers, the last one again and again. */
async function answering(...answers: Answer[]): Promise<ApiClient> {
  server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    request.on('end', () => answers[Math.min(requests.length, answers.length) - 1]!(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new ApiClient(url, { timeoutMs: 300, patienceMs: 5_000 });
}

const reply =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
const busy = reply(503, { code: 'overloaded', detail: 'later' }, { 'retry-after': '0' });
const hangUp: Answer = (request) => request.socket.destroy();
const silence: Answer = () => {};

beforeEach(() => requests.splice(0));
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

describe('a client of a server that is busy or away', () => {
  it('tries again under the same idempotency key until there is an answer', async () => {
    const client = await answering(busy, hangUp, silence, reply(200, { accepted: 1 }));
    expect(await client.post('/inventory/v1/sales', { sales: [] }, 'run/1')).toEqual({ accepted: 1 });
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'run/1',
      'run/1',
      'run/1',
      'run/1',
    ]);
  });

  it('waits as long as the server asks', async () => {
    const client = await answering(reply(503, {}, { 'retry-after': '1' }), reply(200, {}));
    const started = Date.now();
    await client.get('/inventory/v1/levels');
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
  });

  it('does not repeat what the server understood and refused', async () => {
    const client = await answering(reply(400, { code: 'invalid_request', detail: 'Correct it.' }));
    const failure = await client.post('/inventory/v1/sales', {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProblemAnswer);
    expect((failure as Error).message).toContain('400 invalid_request: Correct it.');
    expect(requests).toHaveLength(1);
  });

  it('gives up in the end, and says what to do', async () => {
    await answering(reply(503, { code: 'overloaded', detail: 'later' }));
    const client = new ApiClient(url, { patienceMs: 500 });
    await expect(client.get('/x')).rejects.toThrow(/overloaded.*npm start.*--url/);
    expect(requests.length).toBeGreaterThan(1);
  });

  it('stops trying when it is interrupted', async () => {
    await answering(reply(503, {}, { 'retry-after': '30' }));
    const client = new ApiClient(url, { signal: AbortSignal.timeout(100), patienceMs: 60_000 });
    await expect(client.get('/x')).rejects.toThrow('Stopped while waiting');
  });
});

describe('first contact', () => {
  it('fails at once and in one line when nothing answers', async () => {
    const client = await answering(busy);
    await new Promise((resolve) => server.close(resolve));
    const failure = (await client.connect().catch((error: unknown) => error)) as CliError;
    expect(failure).toBeInstanceOf(CliError);
    expect(failure.message).toBe(
      `Cannot reach Shelfstream at ${url} (connection refused). Is "npm start" running? Give another address with --url.`,
    );
  });

  it('tells another program from Shelfstream', async () => {
    const client = await answering(reply(404, {}));
    await expect(client.connect()).rejects.toThrow('is not Shelfstream');
  });

  it('refuses an address that is none', () => {
    expect(() => new ApiClient('localhost:3000')).toThrow('not an address');
  });
});

describe('lists', () => {
  it('are read page by page to their end', async () => {
    const client = await answering(
      reply(200, { items: [1, 2], nextCursor: 'next' }),
      reply(200, { items: [3], nextCursor: null }),
    );
    const all: unknown[] = [];
    for await (const item of client.list('/inventory/v1/items')) all.push(item);
    expect(all).toEqual([1, 2, 3]);
    expect(requests.map((request) => request.url)).toEqual([
      '/inventory/v1/items?limit=500',
      '/inventory/v1/items?limit=500&cursor=next',
    ]);
  });
});
