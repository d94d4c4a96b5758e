import { inTransaction } from '#persistence';
import type { DataSource } from 'typeorm';
import type { StockCommand } from '../domain/command.js';
import { decide } from '../domain/decide.js';
import type { Outcome } from '../domain/refusal.js';
import { readBatch } from './batch-reader.js';
import { writeBatch } from './batch-writer.js';
import { BulkStatement } from './bulk-statement.js';

/** Two replicas wrote the same new id at once: the second finds the first's row when it looks again. */
const UNIQUE_VIOLATION = '23505';

/**
 * Runs commands as one transaction: lock and read, decide each in the order given, write everything in bulk,
 * commit. The outcomes come in the order of the commands and only once they are on disk. Throws when the batch
 * as a whole failed; then none of it took effect, or (a lost commit) running it again finds that it did.
 */
export async function runStockBatch(
  dataSource: DataSource,
  commands: readonly StockCommand[],
): Promise<Outcome<unknown>[]> {
  let attempt = 0;
  const run = () =>
    inTransaction(dataSource, async (tx) => {
      attempt += 1;
      const state = await readBatch(tx, commands, attempt);
      const outcomes = commands.map((command) => decide(state, command));
      await writeBatch(tx, state, new BulkStatement());
      return outcomes;
    });
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION || attempt > 3) throw error;
    }
  }
}
