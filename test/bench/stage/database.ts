import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#local-servers';
import { runMigrations } from '#persistence';
import type { DataSource } from 'typeorm';
import { createInventoryDataSource } from '../../../apps/inventory/src/persistence/data-source.js';
import { SCHEMA } from '../../../apps/inventory/src/persistence/schema.js';

/** A PostgreSQL with the settings of `npm start` (durable: fsync and synchronous_commit on), for this run alone. */
export interface BenchServer {
  /** A new, migrated database; ends with the server. */
  database(name: string): Promise<{ url: string; dataSource: DataSource }>;
  close(): Promise<void>;
}

export async function startBenchServer(say: (line: string) => void): Promise<BenchServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfstream-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), log: say });
  const opened: DataSource[] = [];
  return {
    async database(name) {
      const url = await postgres.createDatabase(name);
      const dataSource = createInventoryDataSource({ url, poolSize: 20 });
      await dataSource.initialize();
      opened.push(dataSource);
      await runMigrations(dataSource, { schema: SCHEMA });
      const [row] = (await dataSource.query('SHOW synchronous_commit')) as [{ synchronous_commit: string }];
      if (row.synchronous_commit !== 'on') throw new Error('synchronous_commit must be on for these figures');
      return { url, dataSource };
    },
    async close() {
      await Promise.all(opened.map((dataSource) => dataSource.destroy()));
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
