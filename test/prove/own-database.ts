import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#local-servers';
import type { DataSource } from 'typeorm';
import { createInventoryDataSource } from '../../apps/inventory/src/persistence/data-source.js';

/** An empty PostgreSQL for this run alone, which dies with it: there is nothing to keep safe. */
export async function ownDatabase(
  say: (line: string) => void,
): Promise<{ dataSource: DataSource; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'shelfstream-prove-'));
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    log: say,
    settings: { fsync: 'off', full_page_writes: 'off' },
  });
  const dataSource = createInventoryDataSource({ url: postgres.url, poolSize: 5 });
  await dataSource.initialize();
  return {
    dataSource,
    async close() {
      await dataSource.destroy();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
