import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource, inTransaction, prepared, sqlArray } from '#persistence';
import { type TestDatabase, testDatabase } from '#testing';
import type { DataSource, QueryRunner } from 'typeorm';

const FIND = 'SELECT w.id, w.n FROM unnest($1::text[]) AS k (id) JOIN wine w ON w.id = k.id';

describe('A statement whose plan is kept', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = createDataSource({
      url: database.url,
      schema: 'public',
      applicationName: 'plans',
      poolSize: 2,
    });
    await dataSource.initialize();
    await dataSource.query('CREATE TABLE wine (id text PRIMARY KEY, n int NOT NULL)');
    await dataSource.query("INSERT INTO wine VALUES ('red', 1), ('white', 2), ('rosé', 3)");
    await dataSource.query('ANALYZE wine');
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const find = (tx: QueryRunner, ids: string[]) =>
    prepared<{ id: string; n: number }>(tx, FIND, [sqlArray(ids)]);

  it('is prepared once for its connection, and answers for whatever values it is given', async () => {
    await inTransaction(dataSource, async (tx) => {
      expect(await find(tx, ['red'])).toEqual([{ id: 'red', n: 1 }]);
      expect(await find(tx, ['rosé', 'none'])).toEqual([{ id: 'rosé', n: 3 }]);
      expect(await tx.query('SELECT statement FROM pg_prepared_statements')).toEqual([{ statement: FIND }]);
    });
  });

  it('fails with the code of the database, as any other statement does', async () => {
    const divided = inTransaction(dataSource, (tx) => prepared(tx, 'SELECT 1 / $1::int', [0]));
    await expect(divided).rejects.toMatchObject({ code: '22012' });
  });

  it('is done again on another connection when its own is cut', async () => {
    let runs = 0;
    const rows = await inTransaction(dataSource, async (tx) => {
      runs += 1;
      const [{ pid }] = (await tx.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
      if (runs === 1) await dataSource.query('SELECT pg_terminate_backend($1)', [pid]);
      return find(tx, ['white']);
    });
    expect({ runs, rows }).toEqual({ runs: 2, rows: [{ id: 'white', n: 2 }] });
  });

  it('looks rows up by key even if it was planned while there were but a few, where all go by key', async () => {
    const plan = (byKeyOnly: boolean) =>
      inTransaction(
        dataSource,
        async (tx) => JSON.stringify(await tx.query(`EXPLAIN ${FIND}`, [sqlArray(['red'])])),
        { byKeyOnly },
      );
    expect(await plan(true)).toMatch(/Index (Only )?Scan using wine_pkey/);
    expect(await plan(false)).toContain('Seq Scan on wine');
  });
});
