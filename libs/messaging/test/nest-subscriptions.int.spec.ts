import { Controller, Inject, Injectable, Logger, Module } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource, QueryRunner } from 'typeorm';
import {
  type InboundMessage,
  type MessageOutcome,
  MessagingModule,
  OutboxRelay,
  PoisonMessage,
  PostgresTransport,
  type ReceivedEvent,
  ServiceMessaging,
  ServiceMessagingServer,
  Subscribe,
  Transaction,
  allDone,
  deadLettersController,
} from '#messaging';
import { ProblemFilter } from '#platform';
import { eventually, testDatabase, type TestDatabase } from '#testing';
import { ServiceBed, fact, factRow } from './service-bed.js';

const TOPIC = 'facts.v1';
const spec = { name: TOPIC, partitions: 2, cleanup: 'delete', retentionDays: 1 } as const;

@Injectable()
class Seen {
  batches: InboundMessage[] = [];
  events: ReceivedEvent<{ n: number }>[] = [];
  tail: InboundMessage[] = [];
  broken = true;
}

@Controller()
class FactSubscriptions {
  constructor(@Inject(Seen) private readonly seen: Seen) {}

  @Subscribe({ topic: TOPIC, group: 'shop.batches', poison: 'skip' })
  async onBatch(@Payload() batch: InboundMessage[]): Promise<MessageOutcome[]> {
    this.seen.batches.push(...batch);
    return allDone(batch);
  }

  @Subscribe({
    topic: TOPIC,
    group: 'shop.events',
    poison: 'parkKey',
    transactional: true,
    type: 'shop.fact.v1',
  })
  async onFact(
    @Payload() event: ReceivedEvent<{ n: number }>,
    @Transaction() tx: QueryRunner,
  ): Promise<void> {
    if (this.seen.broken && event.data.n === 2)
      throw new PoisonMessage('broken', 'The second fact is broken');
    await tx.query('INSERT INTO shop.effect (grp, event_id, key, n) VALUES ($1, $2, $3, $4)', [
      'shop.events',
      event.id,
      event.key,
      event.data.n,
    ]);
    this.seen.events.push(event);
  }

  @Subscribe({ topic: TOPIC, tail: true })
  onTail(@Payload() messages: InboundMessage[]): void {
    this.seen.tail.push(...messages);
  }
}

describe('Subscriptions of a Nest application', () => {
  let database: TestDatabase;
  let shop: ServiceBed;
  let app: NestFastifyApplication;
  let transport: PostgresTransport;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await testDatabase();
    shop = await ServiceBed.open(database.url);
    transport = new PostgresTransport({ url: database.url });
    await transport.ensureTopics([spec]);

    @Module({
      imports: [
        MessagingModule.forService({
          name: 'shop',
          schema: 'shop',
          dataSource: 'DATA_SOURCE',
          transport: 'TRANSPORT',
          imports: [
            {
              module: class Connections {},
              providers: [
                { provide: 'DATA_SOURCE', useFactory: (): DataSource => shop.dataSource },
                { provide: 'TRANSPORT', useFactory: () => transport },
              ],
              exports: ['DATA_SOURCE', 'TRANSPORT'],
            },
          ],
        }),
      ],
      controllers: [FactSubscriptions, deadLettersController('shop/v1')],
      providers: [Seen],
    })
    class ShopModule {}

    const testing = await Test.createTestingModule({ imports: [ShopModule] }).compile();
    app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ProblemFilter());
    app.connectMicroservice({ strategy: new ServiceMessagingServer([app.get(ServiceMessaging)]) });
    await app.startAllMicroservices();
    await app.init();
  }, 30_000);

  afterAll(async () => {
    await app?.close();
    await transport?.close();
    await shop?.close();
    await database?.drop();
  });

  it('gives a committed event to every group and to the watchers', async () => {
    const seen = app.get(Seen);
    const row = factRow(TOPIC, 'a', 1);
    await shop.write([row]);
    app.get(OutboxRelay).wake();
    await eventually(() => {
      expect(seen.batches.map((message) => message.headers.ce_id)).toEqual([row.eventId]);
      expect(seen.tail.map((message) => message.headers.ce_id)).toEqual([row.eventId]);
      expect(seen.events).toMatchObject([
        {
          id: row.eventId,
          type: 'shop.fact.v1',
          source: '/shelfstream/shop',
          subject: 'a',
          key: 'a',
          data: { n: 1 },
        },
      ]);
    });
    expect(await shop.effects('shop.events')).toHaveLength(1);
  });

  it('passes over event types that a subscription does not name', async () => {
    const other = fact(TOPIC, 'a', 9);
    const { transport } = app.get(ServiceMessaging);
    await transport.publish([{ ...other, headers: { ...other.headers, ce_type: 'shop.other.v1' } }]);
    await eventually(() => expect(app.get(Seen).batches).toHaveLength(2));
    expect(app.get(Seen).events).toHaveLength(1);
  });

  it('shows a broken event to the operator, who replays it and what waited behind it', async () => {
    const { transport } = app.get(ServiceMessaging);
    await transport.publish([fact(TOPIC, 'a', 2), fact(TOPIC, 'a', 3)]);
    const get = async (url: string) => (await app.inject({ method: 'GET', url })).json();
    const items = await eventually(async () => {
      const page = await get('/shop/v1/dead-letters?group=shop.events');
      expect(page.items).toHaveLength(2);
      return page.items;
    });
    expect(items.map((item: { status: string }) => item.status)).toEqual(['parked', 'dead']);
    const [parked, dead] = items;
    expect(dead).toMatchObject({
      topic: TOPIC,
      key: 'a',
      reason: { code: 'broken' },
      eventType: 'shop.fact.v1',
    });
    expect(await get(`/shop/v1/dead-letters/${dead.deadLetterId}`)).toMatchObject({ valueText: '{"n":2}' });

    const early = await app.inject({
      method: 'POST',
      url: `/shop/v1/dead-letters/${parked.deadLetterId}/replay`,
    });
    expect(early.statusCode).toBe(409);
    app.get(Seen).broken = false;
    const replay = await app.inject({
      method: 'POST',
      url: '/shop/v1/dead-letters/replay',
      payload: { group: 'shop.events' },
    });
    expect([replay.statusCode, replay.json()]).toEqual([202, { replaying: 1 }]);
    await eventually(async () => {
      const page = await get('/shop/v1/dead-letters?status=replayed');
      expect(page.items).toHaveLength(2);
    });
    expect((await shop.effects('shop.events')).map((effect) => effect.n)).toEqual([1, 2, 3]);
    const first = await get('/shop/v1/dead-letters?limit=1');
    const second = await get(`/shop/v1/dead-letters?limit=1&cursor=${first.nextCursor}`);
    expect([first.items[0].deadLetterId, second.items[0].deadLetterId, second.nextCursor]).toEqual([
      parked.deadLetterId,
      dead.deadLetterId,
      null,
    ]);
  });

  it('refuses a letter that does not exist, and an id that is none', async () => {
    expect((await app.inject({ method: 'GET', url: '/shop/v1/dead-letters/4711' })).statusCode).toBe(404);
    expect((await app.inject({ method: 'GET', url: '/shop/v1/dead-letters/none' })).statusCode).toBe(400);
    expect((await app.inject({ method: 'GET', url: '/shop/v1/dead-letters?limit=1000' })).statusCode).toBe(
      400,
    );
  });
});
