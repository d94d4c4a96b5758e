import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { availability } from './rows/availability.js';
import { profileInto } from './report/profile.js';
import { compareWith } from './report/compare.js';
import { type BenchServer, startBenchServer } from './stage/database.js';
import { fanOut } from './rows/fan-out.js';
import { keepInHistory } from './report/history.js';
import { importFile } from './rows/import-file.js';
import { ingest, ingestLongLedger, ingestManyLevels } from './rows/ingest.js';
import { orderToAllocated } from './rows/order-to-allocated.js';
import { replicas } from './rows/replicas.js';
import { reconcile } from './rows/reconcile.js';
import { BASKETS, CROWD, HOT, reserve, SPREAD } from './rows/reserve.js';
import { reserveOverHttp } from './rows/reserve-http.js';
import type { BenchRow } from './report/row.js';
import { saleToSse } from './rows/sale-to-sse.js';
import { saleToView } from './rows/sale-to-view.js';
import { standaloneMemory } from './rows/standalone-memory.js';
import { inWords, tableOf } from './report/table.js';

/**
 * `npm run bench`: each figure beside its limit or its plain counterpart on the same machine in the same run, in turn, as
 * a median.
 */
const BENCHES: Record<
  string,
  (server: BenchServer, reps: number, file?: string) => Promise<BenchRow | BenchRow[]>
> = {
  ingest: (server, reps) => ingest(server, reps, 4_000),
  'reserve-hot': (server, reps) => reserve(server, HOT, reps, 10_000),
  'reserve-hot-256': (server, reps) => reserve(server, CROWD, reps, 20_000),
  'reserve-spread': (server, reps) => reserve(server, SPREAD, reps, 10_000),
  'reserve-baskets': (server, reps) => reserve(server, BASKETS, reps, 3_000),
  'reserve-hot-http': (server, reps) => reserveOverHttp(server, HOT, reps, 6_000),
  'reserve-spread-http': (server, reps) => reserveOverHttp(server, SPREAD, reps, 6_000),
  'reserve-baskets-http': (server, reps) => reserveOverHttp(server, BASKETS, reps, 2_000),
  'availability-1': (server, reps) => availability(server, reps, 1, 4_000),
  'availability-100': (server, reps) => availability(server, reps, 100, 400),
  'sale-to-sse': (server) => saleToSse(server, 15),
  'sse-1000-listeners': (server) => fanOut(server, 15),
  'sale-to-view-kafka': (server) => saleToView(server, 15),
  'order-to-allocated': (server) => orderToAllocated(server, 3_000),
  'import-file': (server, _reps, file) => importFile(server, file),
  'ingest-2-replicas': (server, reps) => replicas(server, reps, 8_000),
  'ingest-1m-levels': (server, reps) => ingestManyLevels(server, reps, 4_000),
  'ingest-10m-ledger': (server, reps) => ingestLongLedger(server, reps, 4_000),
  reconcile: (server, reps) => reconcile(server, reps),
  'standalone-memory': () => standaloneMemory((line) => console.error(line)),
};

const USAGE = `Usage: npm run bench [-- options]

  --only NAME      one of ${Object.keys(BENCHES).join(', ')}; repeatable
  --reps N         counted repetitions after one to warm up; default 5
  --file FILE      the receipts of import-file; default: the sample's week
  --json FILE      writes the rows there, too
  --profile FOLDER keeps a CPU profile of each row's measured part, and tells where its time went
  --compare REV    runs the same rows at this revision as well, and shows both
  --no-history     keeps the run out of bench/history.jsonl`;

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', multiple: true },
    reps: { type: 'string', default: '5' },
    file: { type: 'string' },
    profile: { type: 'string' },
    compare: { type: 'string' },
    'no-history': { type: 'boolean', default: false },
  },
});
const reps = Number(values.reps);
const names = values.only ?? Object.keys(BENCHES);
if (names.some((name) => !(name in BENCHES)) || !Number.isInteger(reps) || reps < 1) {
  console.error(USAGE);
  process.exit(2);
}

if (values.profile !== undefined) profileInto(values.profile);

const rows: BenchRow[] = [];
const server = await startBenchServer((line) => console.error(line));
try {
  console.error(
    `${cpus().length} cores, Node ${process.version}; ${reps} counted repetitions after one to warm up`,
  );
  for (const name of names) {
    const began = performance.now();
    console.error(`${name} ...`);
    const measured = (await BENCHES[name]?.(server, reps, values.file)) ?? [];
    for (const row of Array.isArray(measured) ? measured : [measured]) {
      rows.push(row);
      console.error(`${row.name}: ${inWords(row)} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
    }
  }
} finally {
  await server.close();
}
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
if (!values['no-history']) await keepInHistory(rows, reps);
console.log(tableOf(rows));
if (values.compare !== undefined) console.log(await compareWith(values.compare, rows, { names, reps }));
