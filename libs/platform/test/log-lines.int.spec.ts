import type { AddressInfo } from 'node:net';
import { Controller, Logger, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp, inWorkContext, loggingModule, PlatformModule, RouteAccess, Sweeper } from '#platform';
import { eventually } from '#testing';

type Line = Record<string, unknown>;

@Controller('shop/v1')
class ShopController {
  private readonly logger = new Logger('Shop');

  @Post('sell/:customerId')
  @RouteAccess({ scope: 'stock:write' })
  async sell(): Promise<void> {
    await Promise.resolve();
    this.logger.log('sold');
  }
}

@Module({ controllers: [ShopController] })
class ShopApp {}

describe('Log lines', () => {
  const lines: Line[] = [];
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    const destination = { write: (text: string) => void lines.push(JSON.parse(text) as Line) };
    app = await createHttpApp({
      module: ShopApp,
      imports: [PlatformModule, loggingModule({ level: 'debug', destination, service: 'standalone' })],
    });
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  });
  afterAll(() => app.close());
  beforeEach(() => void lines.splice(0));

  const sell = (headers: Record<string, string>, body: object) =>
    fetch(`${url}/shop/v1/sell/c-ada?mail=ada@example.com`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const line = (msg: string) =>
    eventually(() => {
      const found = lines.find((one) => one['msg'] === msg);
      expect(found).toBeDefined();
      return found!;
    });

  it('of a request say whose it is and which, also behind a body that comes in pieces', async () => {
    const body = { text: 'x'.repeat(2_000_000) };
    const answer = await sell({ 'x-correlation-id': 'till-7', authorization: 'Bearer secret' }, body);
    expect(answer.status).toBe(201);
    const ids = {
      service: 'shop',
      requestId: answer.headers.get('x-request-id'),
      correlationId: 'till-7',
      callerId: expect.any(String),
    };
    expect(await line('sold')).toMatchObject({ ...ids, context: 'Shop' });
    expect(await line('request')).toMatchObject({ ...ids, route: '/shop/v1/sell/:customerId', status: 201 });
    for (const personal of ['c-ada', 'ada@', 'secret', 'xxx'])
      expect(JSON.stringify(lines)).not.toContain(personal);
  });

  it('of requests at the same time are not mixed up', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `till-${i}`);
    await Promise.all(names.map((name) => sell({ 'x-correlation-id': name }, {})));
    const sold = lines.filter((one) => one['msg'] === 'sold').map((one) => one['correlationId']);
    expect(sold.sort()).toEqual(names.sort());
  });

  it('of a timer are its own, whoever woke it', async () => {
    const sweeper = new Sweeper({
      service: 'orders',
      everyMs: 60_000,
      look: async () => new Logger('Sweeper').log('looked'),
      failed: () => {},
    });
    inWorkContext({ service: 'shop', requestId: 'r-1', correlationId: 'c-1' }, () => sweeper.lookIn(0));
    const looked = await line('looked');
    await sweeper.stop();
    expect(looked).toMatchObject({ service: 'orders', correlationId: expect.stringMatching(/^[\w-]{36}$/) });
    expect(looked).not.toHaveProperty('requestId');
  });

  it('of nobody in particular are those of the process', async () => {
    new Logger('Start').log('ready');
    expect(await line('ready')).toMatchObject({ service: 'standalone', level: 'info' });
  });
});
