import { DataSource, type DataSourceOptions } from 'typeorm';

export interface ServiceDatabaseOptions {
  /** `postgres://user:password@host:port/database`, with TLS by `?sslmode=`. */
  readonly url: string;
  /** The PostgreSQL schema that the service owns; every statement names it, so no search path is relied on. */
  readonly schema: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  readonly entities?: DataSourceOptions['entities'];
  readonly migrations?: DataSourceOptions['migrations'];
  /** Most connections at once; default 10. */
  readonly poolSize?: number;
}

/**
 * The service's TypeORM data source. Not connected yet: call `initialize()`.
 * A connection that cannot be had within 5 s fails, so that callers can answer "try again" instead of hanging.
 */
export function createDataSource(options: ServiceDatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.schema,
    entities: options.entities ?? [],
    migrations: options.migrations ?? [],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    applicationName: options.applicationName,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 5_000,
    // An idle connection that breaks is the pool's business: it is replaced at the next use.
    poolErrorHandler: () => {},
    installExtensions: false,
    extra: { keepAlive: true, idleTimeoutMillis: 30_000 },
  });
}
