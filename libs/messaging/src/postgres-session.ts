import pg from 'pg';
import type { DataSource } from 'typeorm';

/**
 * A connection of its own, outside any pool, for what belongs to a session: advisory locks and LISTEN. It knows
 * when it is lost, and a lost one is never used again.
 */
export class PostgresSession {
  /** Resolves when the connection is gone, for whatever reason. */
  readonly lost: Promise<void>;
  private open = true;

  static async connect(url: string, applicationName: string): Promise<PostgresSession> {
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    const session = new PostgresSession(client);
    await client.connect();
    return session;
  }

  private constructor(readonly client: pg.Client) {
    this.lost = new Promise((resolve) => {
      const gone = () => {
        this.open = false;
        resolve();
      };
      client.on('error', gone);
      client.on('end', gone);
    });
  }

  get isOpen(): boolean {
    return this.open;
  }

  async close(): Promise<void> {
    this.open = false;
    await this.client.end().catch(() => {});
  }
}

/** The connection URL behind a service's data source. */
export function urlOf(dataSource: DataSource): string {
  const { options } = dataSource;
  if (options.type !== 'postgres' || !options.url) {
    throw new Error('The outbox needs a PostgreSQL data source that was given by its URL (createDataSource)');
  }
  return options.url;
}
