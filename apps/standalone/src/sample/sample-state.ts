import pg from 'pg';

/** `loading`: begun and not finished. `loaded`: it is there. `none`: this database does without. */
export type SampleState = 'loading' | 'loaded' | 'none';

/**
 * What became of the sample retailer in this database, kept there in the schema `standalone`, so that the first start
 * decides and a load that was cut off is taken up again.
 */
export class SampleRecord {
  constructor(private readonly databaseUrl: string) {}

  /** Undefined in a new database. */
  async read(): Promise<SampleState | undefined> {
    return this.#connected(async (client) => {
      const { rows } = await client.query<{ value: SampleState }>(
        `SELECT value FROM standalone.setting WHERE name = 'sample'`,
      );
      return rows[0]?.value;
    });
  }

  async write(state: SampleState): Promise<void> {
    await this.#connected((client) =>
      client.query(
        `INSERT INTO standalone.setting (name, value) VALUES ('sample', $1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        [state],
      ),
    );
  }

  async #connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'shelfstream-standalone',
    });
    await client.connect();
    try {
      await client.query('CREATE SCHEMA IF NOT EXISTS standalone');
      await client.query(
        'CREATE TABLE IF NOT EXISTS standalone.setting (name text PRIMARY KEY, value text NOT NULL)',
      );
      return await work(client);
    } finally {
      await client.end();
    }
  }
}
