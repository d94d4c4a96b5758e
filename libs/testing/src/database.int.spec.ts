import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ownPostgres, testDatabase, type OwnPostgres } from './database.js';

async function select(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

describe('the test database', () => {
  it("is empty, and the spec's own", async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
    try {
      await select(one.url, 'CREATE TABLE shelf (sku text)');
      expect(await select(other.url, `SELECT to_regclass('shelf') AS found`)).toEqual([{ found: null }]);
    } finally {
      await Promise.all([one.drop(), other.drop()]);
    }
  });

  it('is gone after drop, even while someone is still connected', async () => {
    const database = await testDatabase();
    const lingering = new pg.Client({ connectionString: database.url });
    lingering.on('error', () => {});
    await lingering.connect();
    await database.drop();
    await expect(select(database.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });
});

describe("a PostgreSQL of the spec's own", () => {
  let server: OwnPostgres | undefined;
  afterAll(() => server?.remove());

  it('keeps what was committed through a stop and through a crash, under the same URL', async () => {
    server = await ownPostgres();
    await select(server.url, 'CREATE TABLE shelf (sku text)');
    await server.stop();
    await server.start();
    await select(server.url, `INSERT INTO shelf VALUES ('milk')`);
    await server.crash();
    await expect(select(server.url, 'SELECT 1')).rejects.toThrow();
    await server.start();
    expect(await select(server.url, 'SELECT sku FROM shelf')).toEqual([{ sku: 'milk' }]);
  });
});
