import type { Command } from 'commander';
import type { Reconciliation } from '#contracts';
import { ApiClient } from '../client.js';
import { ExitCode } from '../errors.js';
import { count } from '../report/progress.js';
import { table } from '../report/table.js';

/** Adds `reconcile`: the ledger against the balances, live. Exit status 1 when they drift. */
export function addReconcile(program: Command): void {
  program
    .command('reconcile')
    .description('Prove that the stock ledger and the balances agree; exit status 1 if not')
    .action(async ({ url }: { url: string }) => {
      const client = new ApiClient(url, { timeoutMs: 600_000 });
      await client.connect();
      const { checked, drift } = await client.get<Reconciliation>('/inventory/v1/reconciliation');
      if (drift.length === 0) {
        console.log(`${count(checked)} levels checked: ledger and balances agree.`);
        return;
      }
      console.log(`${count(checked)} levels checked, and these do not agree:`);
      console.log(
        table(
          ['location', 'sku', 'invariant', 'field', 'expected', 'actual'],
          drift.map((d) => [d.locationId, d.sku, d.invariant, d.field, String(d.expected), String(d.actual)]),
        ),
      );
      process.exitCode = ExitCode.Failed;
    });
}
