import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type GroupSubscription,
  type Handler,
  type InboundMessage,
  PoisonMessage,
  type ReceivedEvent,
  type RunningSubscription,
  type Transport,
  allDone,
  deadLetterTopic,
  deadLetterTopicSpecification,
  readEvent,
} from '#messaging';
import { setFailpoint } from '#persistence';
import { eventually, uniqueId } from '#testing';
import { ServiceBed, fact, facts, factRow } from './service-bed.js';

/** What a transport's spec brings along. */
export interface TransportBed {
  /** The service's own database, which stays up while the broker restarts (unless it is the broker). */
  readonly serviceUrl: string;
  /** A transport as one more process would open it. */
  open(): Transport;
  /** A transport whose process can be killed: its connections break, and it never gets new ones. */
  openMortal(): Promise<{ transport: Transport; kill(): void }>;
  restartBroker(): Promise<void>;
  close(): Promise<void>;
}

const huge = (n: number) => JSON.stringify({ n, lines: 'x'.repeat(3_000_000) });

/** A replica in a process that gets killed: it loses the broker and its database, and does nothing any more. */
interface Victim {
  subscribe(subscription: GroupSubscription, handler: Handler): Promise<RunningSubscription>;
  kill(): Promise<void>;
  /** What a process does that does nothing any more. */
  standstill(): Promise<never>;
  /** Lets go of what the dead process still has in memory. */
  bury(): Promise<void>;
}

/** A handler of events that come together. */
const oneByOne =
  (handler: Handler): Handler =>
  async (events, tx) => {
    for (const event of events as ReceivedEvent[]) await handler(event, tx);
  };

/** What every transport promises, whichever it is. */
export function transportContract(name: string, openBed: () => Promise<TransportBed>): void {
  describe(`The ${name} transport`, () => {
    let bed: TransportBed;
    let shop: ServiceBed;
    let transport: Transport;
    const opened: Transport[] = [];
    const victims: Victim[] = [];
    const buried: Promise<unknown>[] = [];
    const another = () => {
      const made = bed.open();
      opened.push(made);
      return made;
    };

    beforeAll(async () => {
      // These tests are about trouble: what is logged of it would only hide which of them failed.
      if (!process.env.SHELFSTREAM_TEST_LOGS) Logger.overrideLogger(false);
      bed = await openBed();
      shop = await ServiceBed.open(bed.serviceUrl);
      transport = another();
    }, 120_000);

    let publishing = false;
    afterEach(async () => {
      publishing = false;
      // Whoever looks for a broker that it never gets takes its time: nobody need wait for that.
      buried.push(...victims.splice(0).map((victim) => victim.bury()));
      await shop.settle();
    }, 30_000);

    afterAll(async () => {
      await Promise.all(buried);
      await Promise.all(opened.map((one) => one.close()));
      await shop?.close();
      await bed?.close();
    }, 120_000);

    async function openVictim(): Promise<Victim> {
      const { transport: doomed, kill } = await bed.openMortal();
      const own = await ServiceBed.join(bed.serviceUrl, uniqueId('victim'));
      let dead = false;
      let end!: (reason: Error) => void;
      const standstill = new Promise<never>((_, reject) => (end = reject));
      standstill.catch(() => {});
      const victim: Victim = {
        standstill: () => standstill,
        subscribe: (subscription, handler) =>
          own.subscribe(own.replica(doomed), subscription, async (payload, tx) =>
            dead ? standstill : handler(payload, tx),
          ),
        kill: async () => {
          dead = true;
          kill();
          await own.kill();
        },
        bury: async () => {
          const closed = Promise.all([doomed.close(), own.settle()]);
          await pause(200);
          end(new Error('The process was killed'));
          await closed;
          await own.close();
        },
      };
      victims.push(victim);
      return victim;
    }

    async function topicAndGroup(partitions = 4): Promise<{ topic: string; group: string }> {
      const topic = `${uniqueId('facts')}.v1`;
      const group = `shop.${uniqueId('group')}`;
      await transport.ensureTopics([
        { name: topic, partitions, cleanup: 'delete', retentionDays: 1 },
        deadLetterTopicSpecification(topic, group),
      ]);
      return { topic, group };
    }

    const transactional = (topic: string, group: string, more: object = {}) =>
      ({ topic, group, poison: 'skip', transactional: true, ...more }) as GroupSubscription;
    const batches = (topic: string, group: string, more: object = {}) =>
      ({ topic, group, poison: 'skip', ...more }) as GroupSubscription;

    async function expectEachOnceInOrder(
      group: string,
      keys: readonly string[],
      count: number,
    ): Promise<void> {
      await eventually(async () => expect((await shop.effects(group)).length).toBeGreaterThanOrEqual(count), {
        timeoutMs: 40_000,
      });
      const effects = await shop.effects(group);
      expect(new Set(effects.map((effect) => effect.event_id)).size).toBe(count);
      expect(effects).toHaveLength(count);
      for (const key of keys) {
        const numbers = effects.filter((effect) => effect.key === key).map((effect) => effect.n);
        expect(numbers).toEqual(numbers.map((_, i) => i + 1));
      }
    }

    it('delivers an event as it was published: key, headers, text, bytes and time', async () => {
      const { topic, group } = await topicAndGroup(1);
      const received: InboundMessage[] = [];
      const replica = shop.replica(transport);
      const running = await shop.subscribe(replica, batches(topic, group), async (payload) => {
        received.push(...(payload as InboundMessage[]));
        return allDone(payload as InboundMessage[]);
      });
      const before = Date.now();
      const event = fact(topic, 'Läden/07 "北京"', 1);
      const bytes = Buffer.from([0, 255, 1, 254]);
      await transport.publish([event, { topic, key: null, headers: {}, value: bytes }]);
      await eventually(() => expect(received).toHaveLength(2));
      await running.close();
      expect(received[0]).toMatchObject({
        topic,
        partition: 0,
        offset: '0',
        key: event.key,
        headers: event.headers,
      });
      expect(received[0]!.value.toString()).toBe(event.value);
      expect(Math.abs(received[0]!.timestamp - before)).toBeLessThan(10_000);
      expect(received[1]).toMatchObject({ key: null, headers: {}, offset: '1' });
      expect(received[1]!.value.equals(bytes)).toBe(true);
    });

    it('hands the sales of one key over in the order in which they happened, and each of them once', async () => {
      const { topic, group } = await topicAndGroup();
      const keys = Array.from({ length: 25 }, (_, i) => `store-${i}`);
      const replica = shop.replica(transport);
      const running = await shop.subscribe(replica, transactional(topic, group), shop.recordEvent(group));
      for (let from = 0; from < 1_500; from += 500) await transport.publish(facts(topic, keys, 500, from));
      await expectEachOnceInOrder(group, keys, 1_500);
      await running.close();
      expect((await transport.lag(group, topic)).reduce((sum, { lag }) => sum + lag, 0)).toBe(0);
    });

    it('carries a thousand large receipts at once, all to one partition', async () => {
      const { topic, group } = await topicAndGroup(1);
      const lines = 'x'.repeat(5_000);
      const receipts = facts(topic, ['a'], 1_000).map((one, i) => ({
        ...one,
        value: JSON.stringify({ n: i + 1, lines }),
      }));
      const running = await shop.subscribe(
        shop.replica(transport),
        batches(topic, group),
        shop.recordBatch(group),
      );
      await transport.publish([...receipts.slice(0, 500), { ...fact(topic, 'huge', 1), value: huge(1) }]);
      await transport.publish(receipts.slice(500));
      await expectEachOnceInOrder(group, ['a', 'huge'], 1_001);
      await running.close();
    });

    it('starts a group where it left off, and a new group at the beginning', async () => {
      const { topic, group } = await topicAndGroup(2);
      await transport.publish(facts(topic, ['a', 'b'], 20));
      for (const count of [20, 40]) {
        const replica = shop.replica(transport);
        let calls = 0;
        const running = await shop.subscribe(replica, batches(topic, group), async (payload) => {
          calls += (payload as InboundMessage[]).length;
          return shop.recordBatch(group)(payload, undefined);
        });
        await expectEachOnceInOrder(group, ['a', 'b'], count);
        expect(calls).toBe(20);
        await running.close();
        if (count === 20) await transport.publish(facts(topic, ['a', 'b'], 20, 20));
      }
    });

    it('gives one effect when a till’s sale is delivered again after a crash before the offset was committed', async () => {
      const { topic, group } = await topicAndGroup(1);
      const victim = await openVictim();
      let crashed!: () => void;
      const crash = new Promise<void>((resolve) => (crashed = resolve));
      const removeFailpoint = setFailpoint('consumption.handled', () => {
        removeFailpoint();
        crashed();
        return victim.standstill();
      });
      await victim.subscribe(transactional(topic, group), shop.recordEvent(group));
      await transport.publish(facts(topic, ['till-1'], 10));
      await crash;
      await victim.kill();
      const handled = (await shop.effects(group)).length;
      expect(handled).toBeGreaterThan(0);

      const survivor = await shop.subscribe(
        shop.replica(another()),
        transactional(topic, group),
        shop.recordEvent(group),
      );
      await transport.publish(facts(topic, ['till-1'], 10, 10));
      await expectEachOnceInOrder(group, ['till-1'], 20);
      await survivor.close();
    }, 60_000);

    it('loses and doubles nothing while consumers join, leave and are killed', async () => {
      const { topic, group } = await topicAndGroup(6);
      const keys = Array.from({ length: 20 }, (_, i) => `sku-${i}`);
      let published = 0;
      publishing = true;
      const publisher = (async () => {
        while (publishing) {
          await transport.publish(facts(topic, keys, 20, published));
          published += 20;
          await pause(20);
        }
      })();
      const worked = { first: 0, second: 0, third: 0 };
      const counting = (who: keyof typeof worked) => async (payload: unknown, tx: unknown) => {
        worked[who]++;
        return shop.recordEvent(group)(payload, tx);
      };

      const victim = await openVictim();
      await victim.subscribe(transactional(topic, group), counting('first'));
      await eventually(() => expect(worked.first).toBeGreaterThan(0), { timeoutMs: 20_000 });
      const second = await shop.subscribe(
        shop.replica(another()),
        transactional(topic, group),
        counting('second'),
      );
      await eventually(() => expect(worked.second).toBeGreaterThan(0), { timeoutMs: 20_000 });
      const third = await shop.subscribe(
        shop.replica(another()),
        transactional(topic, group),
        counting('third'),
      );
      await eventually(() => expect(worked.third).toBeGreaterThan(0), { timeoutMs: 20_000 });
      await second.close();
      await victim.kill();
      publishing = false;
      await publisher;
      await expectEachOnceInOrder(group, keys, published);
      await third.close();
    }, 90_000);

    it('sets poison in the middle of a batch aside, with its reason, and handles its neighbours', async () => {
      const { topic, group } = await topicAndGroup(1);
      const announced: InboundMessage[] = [];
      const tail = await transport.tail(
        deadLetterTopic(topic, group),
        (messages) => void announced.push(...messages),
      );
      const replica = shop.replica(transport);
      replica.relay.start();
      const record = shop.recordBatch(group);
      const handler = async (payload: unknown) => {
        const messages = payload as InboundMessage[];
        const good = messages.filter((message) => message.key !== 'unknown-unit');
        for (const message of good) {
          const { n } = readEvent(message).data as { n: number };
          if (n === 7) throw new Error('A bug that only line 7 meets');
        }
        await record(good, undefined);
        return messages.map((message) =>
          message.key === 'unknown-unit'
            ? { status: 'dead' as const, reason: { code: 'unknown_unit', detail: 'Units are pieces' } }
            : { status: 'done' as const },
        );
      };
      const messages = facts(topic, ['a'], 20);
      await transport.publish([
        ...messages.slice(0, 10),
        { ...messages[0]!, value: '{"n": 5' },
        { topic, key: 'b', headers: {}, value: 'hello' },
        fact(topic, 'unknown-unit', 1),
        ...messages.slice(10),
      ]);
      const running = await shop.subscribe(replica, batches(topic, group), handler);
      await eventually(async () => expect(await shop.letters(group)).toHaveLength(4), { timeoutMs: 20_000 });
      await eventually(async () => expect(await shop.effects(group)).toHaveLength(19));
      await eventually(() => expect(announced).toHaveLength(4));
      const told = announced.map(({ value }) => value.toString());
      expect(told.filter((text) => text.includes('"malformed_envelope"'))).toHaveLength(1);
      for (const text of told) {
        expect(text).not.toContain('hello');
        expect(text).not.toContain(Buffer.from('hello').toString('base64'));
      }
      await running.close();
      await replica.relay.stop();
      await tail.close();
      const letters = await shop.letters(group);
      expect(letters.map((letter) => letter.code).sort()).toEqual([
        'handler_failed',
        'malformed_envelope',
        'malformed_json',
        'unknown_unit',
      ]);
      expect(letters.every((letter) => letter.status === 'dead')).toBe(true);
      expect(letters.find((letter) => letter.code === 'handler_failed')!.detail).toContain('line 7');
      expect((await shop.effects(group)).map((effect) => effect.n)).not.toContain(7);
    }, 40_000);

    it('waits for trouble elsewhere to pass, without a dead letter', async () => {
      const { topic, group } = await topicAndGroup(1);
      let away = 3;
      const replica = shop.replica(transport);
      const running = await shop.subscribe(replica, transactional(topic, group), async (payload, tx) => {
        if (away-- > 0) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
        return shop.recordEvent(group)(payload, tx);
      });
      await transport.publish(facts(topic, ['a', 'b'], 10));
      await expectEachOnceInOrder(group, ['a', 'b'], 10);
      expect(await shop.letters(group)).toEqual([]);
      await running.close();
    });

    it.each([
      { events: 'one by one', together: false },
      { events: 'together', together: true },
    ])(
      'handles an order’s later events only after its poisoned one is replayed, and other orders at once: $events',
      async ({ together }) => {
        const { topic, group } = await topicAndGroup(1);
        const replica = shop.replica(transport);
        let broken = true;
        const each = async (payload: unknown, tx: unknown) => {
          const event = payload as ReceivedEvent<{ n: number }>;
          if (broken && event.key === 'order-1' && event.data.n === 2) {
            throw new PoisonMessage('unknown_store', 'The store is not known here');
          }
          return shop.recordEvent(group)(payload, tx);
        };
        const running = await shop.subscribe(
          replica,
          transactional(topic, group, { poison: 'parkKey', together }),
          together ? oneByOne(each) : each,
        );
        await transport.publish(facts(topic, ['order-1', 'order-2'], 8));
        await eventually(async () => expect(await shop.effects(group)).toHaveLength(5));
        await transport.publish(facts(topic, ['order-1', 'order-2'], 2, 8));
        await eventually(async () => expect(await shop.letters(group)).toHaveLength(4));
        expect((await shop.letters(group)).map((letter) => letter.status)).toEqual([
          'dead',
          'parked',
          'parked',
          'parked',
        ]);
        const [dead, parked] = await shop.letters(group);
        expect(await replica.deadLetters.replay(parked!.id)).toMatchObject({ code: 'dead_letter_parked' });

        // Still broken: dead again, and nobody overtakes.
        expect(await replica.deadLetters.replay(dead!.id)).toBeUndefined();
        await eventually(async () =>
          expect((await shop.letters(group))[0]).toMatchObject({ status: 'dead', attempts: 2 }),
        );
        expect((await shop.effects(group)).filter((effect) => effect.key === 'order-1')).toHaveLength(1);

        broken = false;
        expect(await replica.deadLetters.replayGroup(group)).toBe(1);
        await eventually(async () =>
          expect((await shop.letters(group)).map((letter) => letter.status)).toEqual(
            Array(4).fill('replayed'),
          ),
        );
        await expectEachOnceInOrder(group, ['order-1', 'order-2'], 10);
        await transport.publish(facts(topic, ['order-1', 'order-2'], 2, 10));
        await expectEachOnceInOrder(group, ['order-1', 'order-2'], 12);
        expect(await replica.deadLetters.replay(dead!.id)).toMatchObject({ code: 'dead_letter_resolved' });
        await running.close();
      },
      30_000,
    );

    it('lets partitions share transactions: each event once, in order, and none is harmed by another', async () => {
      const { topic, group } = await topicAndGroup(6);
      const keys = Array.from({ length: 20 }, (_, i) => `order-${i}`);
      const running = await shop.subscribe(
        shop.replica(transport),
        transactional(topic, group, { together: true, concurrency: 6 }),
        oneByOne(async (payload, tx) => {
          if ((payload as ReceivedEvent).key === 'broken')
            throw new Error('A bug that only this order meets');
          return shop.recordEvent(group)(payload, tx);
        }),
      );
      for (let from = 0; from < 600; from += 100) {
        await transport.publish([...facts(topic, keys, 100, from), fact(topic, 'broken', from)]);
      }
      await expectEachOnceInOrder(group, keys, 600);
      await eventually(async () => expect(await shop.letters(group)).toHaveLength(6));
      expect((await shop.letters(group)).map((letter) => letter.key)).toEqual(Array(6).fill('broken'));
      await running.close();
      expect((await transport.lag(group, topic)).reduce((sum, { lag }) => sum + lag, 0)).toBe(0);
    }, 60_000);

    it('publishes a committed sale although the relay is killed between publishing and marking it', async () => {
      const { topic, group } = await topicAndGroup(2);
      const keys = ['a', 'b', 'c'];
      const onTheWire: InboundMessage[] = [];
      const tail = await transport.tail(topic, (messages) => void onTheWire.push(...messages));
      const first = shop.replica(transport);
      const second = shop.replica(transport);
      const running = await shop.subscribe(first, transactional(topic, group), shop.recordEvent(group));
      const rows = Array.from({ length: 30 }, (_, i) => factRow(topic, keys[i % 3]!, Math.floor(i / 3) + 1));
      let killed!: () => void;
      const kill = new Promise<void>((resolve) => (killed = resolve));
      first.relay.start();
      // Events that other tests have left behind go first.
      await eventually(async () => expect((await first.relay.backlog()).count).toBe(0));
      const removeFailpoint = setFailpoint('relay.published', async () => {
        removeFailpoint();
        // The lock goes with its connection, as it would with the process.
        await shop.dataSource.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'shop-relay'
           AND datname = current_database()`,
        );
        killed();
        await pause(500);
      });
      await shop.write(rows);
      first.relay.wake();
      await kill;
      second.relay.start();
      await expectEachOnceInOrder(group, keys, 30);
      await eventually(async () => expect(await first.relay.backlog()).toEqual({ count: 0, oldestAgeMs: 0 }));
      await eventually(() => expect(onTheWire.length).toBeGreaterThanOrEqual(60));
      expect(first.relay.isActive && second.relay.isActive).toBe(false);
      await Promise.all([first.relay.stop(), second.relay.stop(), running.close(), tail.close()]);
      expect(await shop.effects(group)).toHaveLength(30);
    }, 40_000);

    it('lets a partition that waits hold up no other', async () => {
      const { topic, group } = await topicAndGroup(4);
      const replica = shop.replica(transport);
      let stuck = true;
      let blockedPartition: number | undefined;
      const running = await shop.subscribe(
        replica,
        batches(topic, group, { concurrency: 2, batchSize: 10 }),
        async (payload) => {
          const messages = payload as InboundMessage[];
          blockedPartition ??= messages[0]!.partition;
          if (stuck && messages[0]!.partition === blockedPartition) {
            throw Object.assign(new Error('a lock is held'), { code: '55P03' });
          }
          return shop.recordBatch(group)(payload, undefined);
        },
      );
      const keys = Array.from({ length: 16 }, (_, i) => `key-${i}`);
      for (let from = 0; from < 320; from += 64) await transport.publish(facts(topic, keys, 64, from));
      await eventually(async () => {
        const lags = await transport.lag(group, topic);
        expect(
          lags.filter(({ partition }) => partition !== blockedPartition).every(({ lag }) => lag === 0),
        ).toBe(true);
      });
      expect((await shop.effects(group)).length).toBeLessThan(320);
      stuck = false;
      await expectEachOnceInOrder(group, keys, 320);
      await running.close();
    }, 40_000);

    it('loses and doubles nothing while the broker restarts under publishing, consuming and watching', async () => {
      const { topic, group } = await topicAndGroup(3);
      const keys = Array.from({ length: 9 }, (_, i) => `sku-${i}`);
      const watched = new Set<string>();
      const tail = await transport.tail(topic, (messages) => {
        for (const message of messages) watched.add(message.headers.ce_id!);
      });
      const replica = shop.replica(transport);
      const running = await shop.subscribe(replica, transactional(topic, group), shop.recordEvent(group));
      replica.relay.start();
      let written = 0;
      const write = async (count: number) => {
        const rows = Array.from({ length: count }, (_, i) =>
          factRow(topic, keys[(written + i) % 9]!, Math.floor((written + i) / 9) + 1),
        );
        await eventually(() => shop.write(rows), { timeoutMs: 30_000 });
        written += count;
        replica.relay.wake();
      };
      for (let i = 0; i < 10; i++) await write(9);
      await eventually(async () => expect((await shop.effects(group)).length).toBeGreaterThan(0));
      const restarted = bed.restartBroker();
      for (let i = 0; i < 10; i++) {
        await write(9);
        await pause(50);
      }
      await restarted;
      for (let i = 0; i < 10; i++) await write(9);
      await expectEachOnceInOrder(group, keys, written);
      await eventually(() => expect(watched.size).toBe(written), { timeoutMs: 20_000 });
      await replica.relay.stop();
      await Promise.all([running.close(), tail.close()]);
    }, 90_000);

    it('shows a watcher everything that is published after it began to watch, and nothing from before', async () => {
      const { topic } = await topicAndGroup(4);
      const keys = ['a', 'b', 'c', 'd', 'e'];
      await transport.publish(facts(topic, keys, 50));
      const seen = { one: [] as InboundMessage[], two: [] as InboundMessage[] };
      const tails = await Promise.all([
        transport.tail(topic, (messages) => void seen.one.push(...messages)),
        another().tail(topic, (messages) => void seen.two.push(...messages)),
      ]);
      for (let i = 0; i < 10; i++) await transport.publish(facts(topic, keys, 10, 50 + i * 10));
      for (const messages of Object.values(seen)) {
        await eventually(() => expect(new Set(messages.map((m) => m.headers.ce_id)).size).toBe(100));
        const first = messages
          .filter((m) => m.key === 'a')
          .map((m) => (readEvent(m).data as { n: number }).n);
        expect(first[0]).toBe(11);
      }
      await Promise.all(tails.map((tail) => tail.close()));
    }, 30_000);

    it('adds partitions to a topic and never takes any away', async () => {
      const { topic } = await topicAndGroup(2);
      const wanted = (partitions: number) =>
        transport.ensureTopics([{ name: topic, partitions, cleanup: 'delete', retentionDays: 1 }]);
      expect(await wanted(3)).toEqual([{ name: topic, change: 'partitions_added' }]);
      expect(await wanted(1)).toEqual([{ name: topic, change: 'unchanged' }]);
      await eventually(async () => expect(await transport.lag('shop.nobody', topic)).toHaveLength(3));
    });

    it('says what to do when a topic does not exist', async () => {
      await expect(transport.publish([fact('no.such.topic.v1', 'a', 1)])).rejects.toThrow(
        /no\.such\.topic\.v1/,
      );
    });

    it('answers that it is there', async () => {
      await expect(transport.ping()).resolves.toBeUndefined();
    });
  });
}
