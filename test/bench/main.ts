import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type BenchServer, startBenchServer } from './database.js';
import { ingest, ingestManyLevels } from './ingest.js';
import { orderToAllocated } from './order-to-allocated.js';
import { reserveHotHttp } from './reserve-hot-http.js';
import { reserveHot } from './reserve-hot.js';
import type { BenchRow } from './row.js';
import { saleToSse } from './sale-to-sse.js';
import { standaloneMemory } from './standalone-memory.js';

/**
 * `npm run bench [-- --json FILE] [-- --only NAME] [-- --reps N]`: each figure beside plain SQL on the same
 * PostgreSQL in the same run, in turn, as a median.
 */
const BENCHES: Record<string, (server: BenchServer, reps: number) => Promise<BenchRow>> = {
  ingest: (server, reps) => ingest(server, reps, 4_000),
  'reserve-hot': (server, reps) => reserveHot(server, reps, 10_000),
  'reserve-hot-http': (server, reps) => reserveHotHttp(server, reps, 6_000),
  'sale-to-sse': (server) => saleToSse(server, 15),
  'ingest-1m-levels': (server, reps) => ingestManyLevels(server, reps, 4_000),
  'order-to-allocated': (server) => orderToAllocated(server, 3_000),
  'standalone-memory': () => standaloneMemory((line) => console.error(line)),
};

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', multiple: true },
    reps: { type: 'string', default: '5' },
  },
});
const reps = Number(values.reps);
const names = values.only ?? Object.keys(BENCHES);
const unknown = names.find((name) => !(name in BENCHES));
if (unknown !== undefined || !Number.isInteger(reps) || reps < 1) {
  console.error(
    `Usage: npm run bench -- [--json FILE] [--reps N] [--only ${Object.keys(BENCHES).join('|')}]`,
  );
  process.exit(2);
}

const rows: BenchRow[] = [];
const server = await startBenchServer((line) => console.error(line));
try {
  console.error(
    `${cpus().length} cores, Node ${process.version}; ${reps} counted repetitions after one to warm up`,
  );
  for (const name of names) {
    const began = performance.now();
    console.error(`${name} ...`);
    const row = await BENCHES[name]?.(server, reps);
    if (row === undefined) continue;
    rows.push(row);
    console.error(`${name}: ${inWords(row)} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
  }
} finally {
  await server.close();
}
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
console.log('| name | ours | beside | ratio | p50 ms | p99 ms |\n| --- | ---: | ---: | ---: | ---: | ---: |');
for (const row of rows) {
  console.log(
    `| ${row.name} | ${figure(row.value)} ${row.unit} | ${figure(row.baseline)} ${row.unit} | ${row.ratio.toFixed(2)} | ` +
      `${row.p50Ms?.toFixed(1) ?? ''} | ${row.p99Ms?.toFixed(1) ?? ''} |`,
  );
}

function inWords(row: BenchRow): string {
  return `${figure(row.value)} ${row.unit} beside ${figure(row.baseline)}, ratio ${row.ratio.toFixed(2)}`;
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
