import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { InboxKeeper, type InboundMessage, PostgresTransport, receive } from '#messaging';
import { inTransaction } from '#persistence';
import { eventually, testDatabase, type TestDatabase, uniqueId } from '#testing';
import { ServiceBed, fact, facts } from './service-bed.js';

describe('The PostgreSQL transport’s upkeep', () => {
  let database: TestDatabase;
  let transport: PostgresTransport;
  let client: pg.Client;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await testDatabase();
    transport = new PostgresTransport({ url: database.url, cleanEveryMs: 3_600_000 });
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client?.end();
    await transport?.close();
    await database?.drop();
  });

  async function topic(cleanup: 'delete' | 'compact', partitions = 2): Promise<string> {
    const name = `${uniqueId('facts')}.v1`;
    await transport.ensureTopics([{ name, partitions, cleanup, retentionDays: 7 }]);
    return name;
  }

  const offsets = async (name: string): Promise<{ partition: number; offset: number }[]> =>
    (
      await client.query(
        'SELECT partition, "offset"::int FROM messaging.message WHERE topic = $1 ORDER BY partition, "offset"',
        [name],
      )
    ).rows;

  it('gives offsets without gaps, however many publish at the same time', async () => {
    const name = await topic('delete', 3);
    const others = Array.from({ length: 4 }, () => new PostgresTransport({ url: database.url }));
    const keys = Array.from({ length: 40 }, (_, i) => `key-${i}`);
    await Promise.all(
      others.flatMap((other, who) =>
        Array.from({ length: 10 }, (_, i) => other.publish(facts(name, keys, 50, (who * 10 + i) * 50))),
      ),
    );
    const rows = await offsets(name);
    expect(rows).toHaveLength(2_000);
    for (const partition of [0, 1, 2]) {
      const own = rows.filter((row) => row.partition === partition).map((row) => row.offset);
      expect(own).toEqual(own.map((_, i) => i));
    }
    await Promise.all(others.map((other) => other.close()));
  });

  it('deletes messages that are older than their topic keeps them', async () => {
    const name = await topic('delete', 1);
    await transport.publish(facts(name, ['a'], 30));
    await client.query(
      `UPDATE messaging.message SET published_at = now() - interval '8 days' WHERE topic = $1 AND "offset" < 20`,
      [name],
    );
    await transport.clean();
    expect((await offsets(name)).map((row) => row.offset)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
  });

  it('keeps the newest message of each key of a compacted topic, and its readers lose no final figure', async () => {
    const name = await topic('compact', 2);
    const keys = Array.from({ length: 100 }, (_, i) => `level-${i}`);
    for (let from = 0; from < 24_000; from += 2_000) await transport.publish(facts(name, keys, 2_000, from));
    await transport.clean();
    expect(await offsets(name)).toHaveLength(100);
    await transport.publish(facts(name, keys, 100, 24_000));
    const last = new Map<string, number>();
    const running = await transport.subscribe(
      { topic: name, group: 'shop.levels', batchSize: 500, concurrency: 2 },
      {
        consume: async (messages: readonly InboundMessage[], turn) => {
          for (const message of messages) {
            last.set(message.key!, (JSON.parse(message.value.toString()) as { n: number }).n);
          }
          turn.progress(String(BigInt(messages.at(-1)!.offset) + 1n));
        },
      },
    );
    await eventually(() => expect([...last.values()]).toEqual(Array(100).fill(241)));
    await running.close();
  });

  it('takes a partition away from a consumer that does not show itself any more, and its offsets no longer count', async () => {
    const name = await topic('delete', 1);
    const reading = { topic: name, group: 'shop.frozen', batchSize: 10, concurrency: 1 };
    let thaw!: () => void;
    const frozen = new Promise<void>((resolve) => (thaw = resolve));
    const first = await transport.subscribe(reading, {
      consume: async (messages, turn) => {
        await frozen;
        turn.progress(String(BigInt(messages.at(-1)!.offset) + 1n));
      },
    });
    await transport.publish([fact(name, 'a', 1)]);
    // As it looks to the others when its event loop has not moved for a while.
    const owner = async () =>
      (
        await client.query('SELECT owner, next_offset FROM messaging.consumer_offset WHERE topic = $1', [
          name,
        ])
      ).rows[0];
    const before = (await owner()).owner;
    await client.query(
      `UPDATE messaging.consumer_offset SET owner = -1, epoch = epoch + 1 WHERE topic = $1`,
      [name],
    );
    thaw();
    await eventually(async () => expect((await owner()).owner).toBe(before));
    await eventually(async () => expect((await owner()).next_offset).toBe('1'));
    await first.close();
  });
});

describe('The inbox', () => {
  let database: TestDatabase;
  let shop: ServiceBed;

  beforeAll(async () => {
    database = await testDatabase();
    shop = await ServiceBed.open(database.url);
  });

  afterAll(async () => {
    await shop?.close();
    await database?.drop();
  });

  const at = (iso: string) => new Date(iso);
  const receiveAll = (ids: string[], occurredAt: Date) =>
    inTransaction(shop.dataSource, (tx) =>
      receive(
        tx,
        'shop',
        'shop.group',
        ids.map((messageId) => ({ messageId, occurredAt })),
      ),
    );
  const partitions = async (): Promise<string[]> =>
    (
      await shop.dataSource.query(
        `SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'shop.inbox'::regclass ORDER BY 1`,
      )
    ).map((row: { relname: string }) => row.relname);

  it('tells a new event from one that was received before, also twice in one delivery', async () => {
    const day = at('2026-11-24T10:00:00Z');
    expect(await receiveAll(['a', 'b', 'a'], day)).toEqual([true, true, false]);
    expect(await receiveAll(['b', 'c'], day)).toEqual([false, true]);
  });

  it('is kept by week, moves what arrived before its week was made, and forgets by dropping weeks', async () => {
    const keeper = new InboxKeeper(shop.dataSource, 'shop');
    await keeper.keep(at('2026-11-25T12:00:00Z'));
    expect(await partitions()).toEqual([
      'inbox_default',
      'inbox_w2026_11_16',
      'inbox_w2026_11_23',
      'inbox_w2026_11_30',
      'inbox_w2026_12_07',
    ]);
    expect(await receiveAll(['a', 'b', 'c', 'd'], at('2026-11-24T10:00:00Z'))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    await keeper.keep(at('2026-11-25T12:00:00Z'));
    await keeper.keep(at('2027-02-20T12:00:00Z'));
    const left = await partitions();
    expect(left).not.toContain('inbox_w2026_11_23');
    expect(left).toContain('inbox_w2027_02_15');
    expect(await receiveAll(['a'], at('2026-11-24T10:00:00Z'))).toEqual([true]);
  });
});
