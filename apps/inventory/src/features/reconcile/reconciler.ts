import type { Drift, Reconciliation } from '#contracts';
import { inTransaction } from '#persistence';
import { Metrics } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Counter } from 'prom-client';
import { DataSource } from 'typeorm';
import { RECONCILIATIONS } from '../../metrics.js';
import { INVENTORY } from '../../persistence/schema.js';
import { DRIFT, MAX_DRIFT } from './drift-query.js';

/** A ledger of many millions of lines takes its time; beyond this the answer would be of another day. */
const LONGEST_MS = 30 * 60_000;

/** With PostgreSQL's usual 4 MB the ledger is read by its index, row by row, instead of being added up in one pass. */
const WORK_MEM = '64MB';

/**
 * Proves, while everything goes on, that ledger, balance and reservations agree: everything is read in one
 * snapshot and added up by the database. Changes nothing.
 */
@Injectable()
export class Reconciler {
  private readonly counter: Counter<'result'>;

  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter(RECONCILIATIONS);
    // A rise can be told from the first on only if there was a zero before it.
    for (const result of ['agreed', 'drift']) this.counter.inc({ result }, 0);
  }

  async reconcile(): Promise<Reconciliation> {
    const found = await findDrift(this.dataSource);
    this.counter.inc({ result: found.drift.length === 0 ? 'agreed' : 'drift' });
    return found;
  }
}

/** What `Reconciler` answers, for whoever has the database's connection and no service. */
export function findDrift(dataSource: DataSource): Promise<Reconciliation> {
  return inTransaction(
    dataSource,
    async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      await tx.query(`SET LOCAL work_mem = '${WORK_MEM}'`);
      const [levels] = (await tx.query('SELECT count(*) AS checked FROM inventory.stock_level')) as [
        { checked: string },
      ];
      const drift = (await tx.query(DRIFT, [MAX_DRIFT])) as DriftRow[];
      return { checked: Number(levels.checked), drift: drift.map(view) };
    },
    { statementTimeoutMs: LONGEST_MS },
  );
}

interface DriftRow {
  invariant: Drift['invariant'];
  sku: string;
  location_id: string;
  reference: string | null;
  field: string;
  expected: string;
  actual: string;
}

const view = (row: DriftRow): Drift => ({
  invariant: row.invariant,
  sku: row.sku,
  locationId: row.location_id,
  ...(row.reference === null ? {} : { reference: row.reference }),
  field: row.field,
  expected: Number(row.expected),
  actual: Number(row.actual),
});
