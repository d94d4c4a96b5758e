import { setTimeout as pause } from 'node:timers/promises';
import { createDataSource, inTransaction } from '#persistence';
import { eventually, type TestDatabase, testDatabase } from '#testing';
import type { DataSource, QueryRunner } from 'typeorm';
import {
  idempotencyId,
  idempotencyInsert,
  idempotencyParameters,
  type IdempotencyRow,
  readIdempotency,
} from './store.js';
import { idempotencyTablesSql } from './tables.js';

describe('Answers under idempotency keys', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = createDataSource({
      url: database.url,
      schema: 'shop',
      applicationName: 'idempotency',
      poolSize: 5,
    });
    await dataSource.initialize();
    await dataSource.query('CREATE SCHEMA shop');
    for (const sql of idempotencyTablesSql('shop').up) await dataSource.query(sql);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const row = (key: string, body = '{}'): IdempotencyRow => ({
    scope: 'local POST /shop/v1/things',
    key,
    requestHash: 'hash',
    status: 201,
    body,
  });
  const keep = (tx: QueryRunner, ...rows: IdempotencyRow[]) =>
    tx.query(idempotencyInsert('shop', 1), idempotencyParameters(rows));
  const bodies = async (tx: QueryRunner, ...keys: string[]) => {
    const found = await readIdempotency(
      tx,
      'shop',
      keys.map((key) => row(key)),
    );
    return keys.map((key) => found.get(idempotencyId(row(key)))?.body);
  };

  it('are found again, those of the keys asked for alone', async () => {
    await inTransaction(dataSource, (tx) => keep(tx, row('a', '"first"'), row('b', '"second"'), row('c')));
    await inTransaction(dataSource, async (tx) => {
      expect(await bodies(tx, 'b', 'new', 'a')).toEqual(['"second"', undefined, '"first"']);
    });
  });

  it('are seen by whoever had to wait for them', async () => {
    let waited!: Promise<(string | undefined)[]>;
    await inTransaction(dataSource, async (tx) => {
      expect(await bodies(tx, 'race')).toEqual([undefined]);
      // The second comes while the first has the key and has not committed: its statement begins before the answer is there.
      waited = inTransaction(dataSource, (other) => bodies(other, 'race'));
      await eventually(async () =>
        expect(
          await dataSource.query(
            `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          ),
        ).toHaveLength(1),
      );
      await keep(tx, row('race', '"the first one\'s"'));
    });
    expect(await waited).toEqual([`"the first one's"`]);
  });

  it('keys that cross each other do not wait in a circle', async () => {
    const keys = Array.from({ length: 50 }, (_, i) => `crossing-${i}`);
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        inTransaction(
          dataSource,
          async (tx) => {
            await bodies(tx, ...(i % 2 === 0 ? keys : keys.toReversed()));
            await pause(2);
          },
          { attempts: 1 },
        ),
      ),
    );
  });

  it('older than 7 days are not given any more', async () => {
    await inTransaction(dataSource, (tx) => keep(tx, row('old'), row('young')));
    const age = (key: string, days: number) =>
      dataSource.query(
        `UPDATE shop.idempotency SET created_on = (now() AT TIME ZONE 'UTC')::date - $2::int WHERE key = $1`,
        [key, days],
      );
    await age('old', 8);
    await age('young', 7);
    await inTransaction(dataSource, async (tx) => {
      expect(await bodies(tx, 'old', 'young')).toEqual([undefined, '{}']);
    });
  });
});
