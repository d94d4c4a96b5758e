import type { AddressInfo } from 'node:net';
import { Controller, Get, InternalServerErrorException, Module, type OnModuleDestroy } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp, loggingModule, OpenRoute, PlatformModule, ProblemException } from '#platform';
import { eventually } from '#testing';

const SECRET = 'password of the database';

/** A door that a test holds shut. */
class Gate {
  private free!: () => void;
  private arrive!: () => void;
  readonly arrived = new Promise<void>((resolve) => (this.arrive = resolve));
  private readonly opened = new Promise<void>((resolve) => (this.free = resolve));
  open = () => this.free();
  pass(): Promise<void> {
    this.arrive();
    return this.opened;
  }
}
let gate: Gate;
let ends: string[];

const sql = (code: string) => Object.assign(new Error(SECRET), { driverError: { code } });

@Controller('shop/v1')
class ShopController implements OnModuleDestroy {
  @Get('refused')
  @OpenRoute()
  refused(): void {
    throw new ProblemException({
      ...{ status: 503, code: 'shop_full', detail: 'Come back later.', retryAfter: 7 },
      queue: 12,
    });
  }

  @Get('unforeseen')
  @OpenRoute()
  unforeseen(): void {
    throw new TypeError(SECRET);
  }

  @Get('on-purpose')
  @OpenRoute()
  onPurpose(): void {
    throw new InternalServerErrorException(SECRET);
  }

  @Get('no-error')
  @OpenRoute()
  noError(): void {
    throw SECRET;
  }

  @Get('deadlock')
  @OpenRoute()
  deadlock(): void {
    throw sql('40P01');
  }

  @Get('database-away')
  @OpenRoute()
  databaseAway(): void {
    throw sql('57P01');
  }

  @Get('slow')
  @OpenRoute()
  async slow(): Promise<{ sold: number }> {
    await gate.pass();
    ends.push('answer');
    return { sold: 1 };
  }

  onModuleDestroy(): void {
    ends.push('module');
  }
}

@Module({})
class Shop {}

describe('An HTTP app', () => {
  let app: NestFastifyApplication;
  let url: string;
  let log: string;

  beforeEach(async () => {
    [gate, ends, log] = [new Gate(), [], ''];
    app = await createHttpApp(
      {
        module: Shop,
        controllers: [ShopController],
        imports: [
          PlatformModule,
          loggingModule({ level: 'error', destination: { write: (line) => void (log += line) } }),
        ],
      },
      { drainMs: 10_000 },
    );
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/shop/v1`;
  });
  afterEach(() => app.close());

  it('answers a refusal as the problem that it is, with its own data and when to come back', async () => {
    const answer = await fetch(`${url}/refused`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(await answer.json()).toEqual({
      type: 'urn:shelfstream:problem:shop_full',
      title: 'Unavailable',
      status: 503,
      code: 'shop_full',
      detail: 'Come back later.',
      queue: 12,
    });
  });

  it.each(['unforeseen', 'on-purpose', 'no-error'])(
    'tells a caller nothing of a failure of ours (%s), and logs it under the id that the caller has',
    async (path) => {
      const answer = await fetch(`${url}/${path}`);
      const body = await answer.text();
      expect(answer.status).toBe(500);
      expect(body).not.toContain(SECRET);
      const { code, instance } = JSON.parse(body) as { code: string; instance: string };
      expect(code).toBe('internal_error');
      expect(instance).toMatch(/^urn:uuid:/);
      const line = log.split('\n').find((each) => each.includes(instance));
      expect(line).toContain(SECRET);
    },
  );

  it.each([
    ['deadlock', 'try_again'],
    ['database-away', 'database_unavailable'],
  ])('says of what lies in the moment (%s) when to try again', async (path, code) => {
    const answer = await fetch(`${url}/${path}`);
    const body = await answer.text();
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.parse(body)).toMatchObject({ code });
    expect(body).not.toContain(SECRET);
  });

  it('answers the request at work before it takes its modules apart, and lets nobody else in', async () => {
    const answer = fetch(`${url}/slow`);
    await gate.arrived;
    const closed = app.close();
    await eventually(() => expect(fetch(`${url}/refused`)).rejects.toThrow('fetch failed'));
    gate.open();
    expect(await (await answer).json()).toEqual({ sold: 1 });
    await closed;
    expect(ends).toEqual(['answer', 'module']);
  });
});
