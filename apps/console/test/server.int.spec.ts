import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { startConsoleServer } from '../src/server/console-server.js';

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** A service that tells what it was asked, and streams. */
const service = createServer((request, response) => {
  if (request.url?.endsWith('/stream')) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: level\ndata: {}\n\n');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  const { host, authorization, 'x-forwarded-for': asker } = request.headers;
  response.end(JSON.stringify({ method: request.method, url: request.url, host, authorization, asker }));
});

describe('The console’s own server', () => {
  let server: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
    server = await startConsoleServer({
      PORT: '0',
      LOG_LEVEL: 'silent',
      INVENTORY_URL: addressOf(service),
      OIDC_ISSUER: 'https://login.shop.example/realms/shop',
      CONSOLE_OIDC_CLIENT_ID: 'console',
    });
    url = addressOf(server.server);
  });
  afterAll(async () => {
    await server?.close();
    service.closeAllConnections();
    service.close();
  });

  it('answers every path of the console with its page, which is asked for each time', async () => {
    for (const path of ['/console/', '/console/orders/web-1', '/shop/', '/shop/products/1']) {
      const answer = await fetch(url + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
    expect(await (await fetch(`${url}/console/`)).text()).not.toEqual(
      await (await fetch(`${url}/shop/`)).text(),
    );
    expect((await fetch(url)).url).toBe(`${url}/console/`);
  });

  it('keeps what has a fingerprint for ever, and says so when there is no such file', async () => {
    const page = await (await fetch(`${url}/console/`)).text();
    const [script] = /\/console\/assets\/[^"]+\.js/.exec(page)!;
    const answer = await fetch(url + script);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(`${url}/console/assets/of-an-older-release.js`)).status).toBe(404);
    expect((await fetch(`${url}/console/..%2f..%2fpackage.json`)).status).toBe(404);
  });

  it('lets its pages run nothing but their own scripts, and connect to nobody but the API and the issuer', async () => {
    const { headers } = await fetch(`${url}/console/`);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://login.shop.example;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('tells its pages how people sign in', async () => {
    const answer = await fetch(`${url}/console/config.json`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      signIn: 'oidc',
      apiUrl: '',
      oidc: {
        issuer: 'https://login.shop.example/realms/shop',
        clientId: 'console',
        scope: 'openid profile',
        audience: null,
      },
    });
  });

  it('passes on what is for a service, as it came and from whom, and streams as they flow', async () => {
    const answer = await fetch(`${url}/inventory/v1/items?q=a%20b`, {
      method: 'POST',
      headers: { authorization: 'Bearer shs_1_2', 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(await answer.json()).toEqual({
      method: 'POST',
      url: '/inventory/v1/items?q=a%20b',
      host: new URL(url).host,
      authorization: 'Bearer shs_1_2',
      asker: '127.0.0.1',
    });
    const stop = new AbortController();
    const stream = await fetch(`${url}/inventory/v1/availability/stream`, { signal: stop.signal });
    const { value } = await stream.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toContain('event: level');
    stop.abort();
    expect((await fetch(`${url}/orders/v1/orders`)).status).toBe(404);
  });

  it('does not start where people should sign in at an issuer that nobody named', async () => {
    await expect(startConsoleServer({ PORT: '0', CONSOLE_SIGN_IN: 'oidc' })).rejects.toThrow(
      'CONSOLE_SIGN_IN=oidc needs OIDC_ISSUER',
    );
  });
});
