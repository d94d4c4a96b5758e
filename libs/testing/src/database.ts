import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#local-servers';
import pg from 'pg';
import { oncePerRun, testRun } from './run.js';

/** A database of one spec's own. */
export interface TestDatabase {
  readonly url: string;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
}

/** A PostgreSQL server of one spec's own, for specs that stop it, crash it or start it again. */
export interface OwnPostgres {
  /** The URL of its database `shelfstream`; it stays the same over restarts. */
  readonly url: string;
  /** Stops it as an operator would. */
  stop(): Promise<void>;
  /** Kills it, as a power cut would. */
  crash(): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

// The run's data dies with the run: there is nothing to keep safe from a power cut.
const THROWAWAY = {
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
};

/**
 * A new, empty database with a name of its own on a real PostgreSQL. The server is one for the whole run, started by
 * the first spec that asks; SHELFSTREAM_TEST_DATABASE_URL names another, whose user may create databases.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await serverUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await query(server, `CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, drop: () => query(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) };
}

/** Starts a PostgreSQL for the calling spec alone, with the safety of the real one (fsync on). */
export async function ownPostgres(settings: Readonly<Record<string, string>> = {}): Promise<OwnPostgres> {
  const dataDir = await mkdtemp(join(testRun().folder, 'own-postgres-'));
  await chmod(dataDir, 0o711);
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, settings });
  const { url, port } = server;
  return {
    url,
    stop: () => server.stop(),
    crash: async () => {
      process.kill(server.pid, 'SIGKILL');
      await server.stop();
    },
    start: async () => {
      server = await startEmbeddedPostgres({ dataDir, settings, port });
      if (server.port !== port) throw new Error(`Port ${port} was taken while PostgreSQL was stopped.`);
    },
    remove: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function serverUrl(): Promise<string> {
  const given = process.env['SHELFSTREAM_TEST_DATABASE_URL'];
  if (given) return given;
  return oncePerRun('postgres', async ({ folder, pid }) => {
    const dataDir = join(folder, 'postgres');
    const server = await startEmbeddedPostgres({ dataDir, settings: THROWAWAY, ownerPid: pid });
    return server.url;
  });
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
