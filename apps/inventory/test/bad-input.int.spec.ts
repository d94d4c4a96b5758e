import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { good, RunningInventory } from '../src/testing/running-inventory.js';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('Bad input', () => {
  let inventory: RunningInventory;
  beforeAll(async () => {
    inventory = await RunningInventory.start();
  });
  afterAll(() => inventory.stop());
  // Whatever came before, the service goes on as if nothing had happened.
  afterEach(async () => {
    await good(inventory.put('/items/still-there', {}));
  });

  const post = (body: RequestInit['body'], headers: Record<string, string> = JSON_TYPE) =>
    inventory.send('/items/batch', { method: 'POST', headers, body: body ?? null });
  const items = JSON.stringify({ items: [{ sku: 'i-1' }] });
  const problem = (status: number, code: string) => ({
    status,
    body: { status, code, title: expect.any(String) },
  });

  it.each([
    ['cut after a comma', '{"items": [1,', 'ends too early'],
    ['cut after a number', '{"items": [1', 'ends too early'],
    ['cut in a string', '{"items": ["a', 'ends too early'],
    ['with a comma too many', '{"items": [1,]}', 'where JSON allows none'],
    ['with a comma too few', '{"items": [\n1 2]}', 'position 14 (line 2, column 3)'],
    ['in an old encoding', Buffer.from('{"items": ["\xe9"]}', 'latin1'), 'UTF-8'],
    ['that sets a prototype', '{"items": [], "__proto__": {}}', '__proto__'],
    ['that is a page', '<html>', 'does not begin'],
  ])('JSON %s is refused, with the place of the fault', async (_, body, detail) => {
    const answer = await post(body);
    expect(answer).toMatchObject(problem(400, 'invalid_json'));
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body['detail']).toContain(detail);
  });

  it('a body that is missing where one is needed is named as such', async () => {
    for (const answer of [await post(undefined), await post(undefined, {})]) {
      expect(answer).toMatchObject(problem(400, 'invalid_request'));
      expect(answer.body['detail']).toContain('no body');
    }
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json5',
  ])('content of type %s is refused', async (type) => {
    expect(await post(items, { 'content-type': type })).toMatchObject(problem(415, 'unsupported_media_type'));
  });

  it.each(['application/json; charset=utf-8', 'application/vnd.shop+json', 'Application/JSON'])(
    'content of type %s is taken',
    async (type) => {
      expect((await post(items, { 'content-type': type })).status).toBeLessThan(300);
    },
  );

  it('a body over 8 MiB is refused, whether it says so beforehand or not', async () => {
    const large = JSON.stringify({ items: [{ sku: 'large', name: 'x'.repeat(9 * 1024 * 1024) }] });
    expect(await post(large)).toMatchObject(problem(413, 'body_too_large'));
    const chunked = new Blob([large]).stream();
    const answer = await inventory.send('/items/batch', {
      method: 'POST',
      headers: JSON_TYPE,
      body: chunked,
      duplex: 'half',
    } as RequestInit);
    expect(answer).toMatchObject(problem(413, 'body_too_large'));
  });

  it('a small compressed body that grows beyond 8 MiB is refused as well', async () => {
    const bomb = gzipSync(`{"items": [${' '.repeat(16 * 1024 * 1024)}]}`);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await post(bomb, { ...JSON_TYPE, 'content-encoding': 'gzip' })).toMatchObject(
      problem(413, 'body_too_large'),
    );
  });

  it.each([
    ['gzip', gzipSync(items)],
    ['deflate', deflateSync(items)],
    ['br', brotliCompressSync(items)],
  ])(
    'compressed with %s it is taken; cut, spoilt or not compressed at all it is refused',
    async (encoding, body) => {
      const headers = { ...JSON_TYPE, 'content-encoding': encoding };
      expect((await post(body, headers)).status).toBeLessThan(300);
      for (const bad of [body.subarray(0, body.length - 6), Buffer.from(items)]) {
        expect(await post(bad, headers)).toMatchObject(problem(400, 'invalid_encoding'));
      }
      const spoilt = Buffer.from(body);
      spoilt.fill(0xff, 4, 14);
      // Brotli has no check sum: what comes out may be text that is no JSON.
      const codes = encoding === 'br' ? ['invalid_encoding', 'invalid_json'] : ['invalid_encoding'];
      const answer = await post(spoilt, headers);
      expect(answer.status).toBe(400);
      expect(codes).toContain(answer.body['code']);
    },
  );

  it('in an encoding that we do not know it is refused', async () => {
    expect(await post(items, { ...JSON_TYPE, 'content-encoding': 'zip' })).toMatchObject(
      problem(415, 'unsupported_encoding'),
    );
  });

  it.each([
    '/locations',
    '/items',
    '/levels',
    '/movements',
    '/sales/pending',
    '/availability?sku=x',
    '/availability/stream',
  ])('%s refuses a query parameter that it does not know', async (path) => {
    const answer = await inventory.get(`${path}${path.includes('?') ? '&' : '?'}skuu=1`);
    expect(answer).toMatchObject(problem(400, 'invalid_request'));
    expect(answer.body['detail']).toContain('skuu');
  });

  it.each([
    ['a limit in words', 'limit=ten'],
    ['a fractional limit', 'limit=1.5'],
    ['an empty limit', 'limit='],
    ['two limits', 'limit=1&limit=2'],
    ['a cursor that is none', 'cursor=%00'],
    ['a cursor of any length', `cursor=${'x'.repeat(3_000)}`],
  ])('a list refuses %s', async (_, query) => {
    expect((await inventory.get(`/items?${query}`)).status).toBe(400);
  });

  it('cursors that are not ours are refused by every list, whatever stands in them', async () => {
    const forged = [
      [],
      ['a'],
      ['\u0000', 'b'],
      [1e300, 2],
      ['a', 'b', 'c', 'd'],
      ['9999-99-99', 'a', 'b', '1'],
      [null],
    ];
    for (const path of [
      '/locations',
      '/items',
      '/levels',
      '/movements',
      '/sales/pending',
      '/movements?sku=x&locationId=y',
    ]) {
      for (const keys of forged) {
        const cursor = Buffer.from(JSON.stringify(keys)).toString('base64url');
        const answer = await inventory.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`);
        expect([200, 400]).toContain(answer.status);
      }
    }
  });

  it('a path that is not there, a method that is not taken, and a broken URL each get their problem', async () => {
    expect(await inventory.get('/nothing')).toMatchObject(problem(404, 'not_found'));
    const answer = await inventory.call('DELETE', '/items/x');
    expect(answer).toMatchObject(problem(405, 'method_not_allowed'));
    expect(answer.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(['GET', 'PUT']));
    expect(await inventory.get('/items/%E0%A4%A')).toMatchObject(problem(400, 'invalid_url'));
    expect(await inventory.get(`/items/${'x'.repeat(65)}`)).toMatchObject(problem(400, 'invalid_request'));
    expect(await inventory.get('/items/a%00b')).toMatchObject(problem(400, 'invalid_request'));
  });

  it('what is not HTTP at all is answered and hung up on', async () => {
    const { port } = new URL(inventory.url);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('HELLO STORE\r\n\r\n'));
      socket.on('data', (chunk) => (text += String(chunk)));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('invalid_http');
  });

  it('a request for another host, or from a page of another origin, is turned away', async () => {
    const { port } = new URL(inventory.url);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET /inventory/v1/items HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
      );
      socket.on('data', (chunk) => (text += String(chunk)));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('host_not_allowed');
    expect(await post(items, { ...JSON_TYPE, origin: 'https://evil.example' })).toMatchObject(
      problem(403, 'cross_origin_refused'),
    );
  });
});
