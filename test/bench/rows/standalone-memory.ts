import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../../../apps/standalone/src/cli/client.js';
import { openInput } from '../../../apps/standalone/src/cli/csv/input.js';
import { importSales } from '../../../apps/standalone/src/cli/sales/import-sales.js';
import { receipts, type Retailer } from '../stage/retailer.js';
import { type BenchRow, median } from '../report/row.js';
import { startStandalone } from '../stage/standalone.js';

const RETAILER: Retailer = { locations: 50, skus: 1_000 };
const SALES_PER_PART = 6_000;
const PARTS = 6;
const MIB = 1024 * 1024;

/**
 * Resident memory of `npm start`'s process while a file of receipts is imported: in its last sixth, beside its third.
 * Growth with the file would show as a ratio well above 1. Linux alone tells a process's memory in a file.
 */
export async function standaloneMemory(say: (line: string) => void): Promise<BenchRow> {
  const standalone = await startStandalone();
  const { process: child, folder } = standalone;
  try {
    await pause(5_000);
    say(`  idle: ${Math.round(residentBytes(child) / MIB)} MiB`);
    const medians: number[] = [];
    for (let part = 0; part < PARTS; part++) {
      const file = await receiptsFile(folder, part);
      const samples: number[] = [];
      const sampling = setInterval(() => samples.push(residentBytes(child)), 100);
      const client = new ApiClient(standalone.url, {});
      const result = await importSales({ client, input: await openInput(file), createMissing: true });
      clearInterval(sampling);
      if (result.failure !== undefined) throw result.failure;
      medians.push(median(samples));
      say(`  importing, part ${part + 1} of ${PARTS}: ${Math.round(median(samples) / MIB)} MiB`);
    }
    const third = medians[2] ?? Number.NaN;
    const last = medians.at(-1) ?? Number.NaN;
    return {
      name: 'standalone-memory',
      unit: 'MiB',
      value: last / MIB,
      baseline: third / MIB,
      ratio: last / third,
    };
  } finally {
    await standalone.end();
  }
}

async function receiptsFile(folder: string, part: number): Promise<string> {
  const file = path.join(folder, `receipts-${part}.csv`);
  const out = createWriteStream(file);
  out.write('saleId,locationId,lineId,sku,quantity,amount,occurredAt\n');
  for (const sale of receipts(RETAILER, SALES_PER_PART, `part${part}`, part)) {
    for (const line of sale.lines) {
      const cells = [sale.saleId, sale.locationId, line.lineId, line.sku, line.quantity, line.amount];
      out.write(`${cells.join(',')},${sale.occurredAt}\n`);
    }
  }
  out.end();
  await once(out, 'finish');
  return file;
}

function residentBytes({ pid }: ChildProcess): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
