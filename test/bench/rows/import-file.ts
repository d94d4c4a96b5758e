import { fileURLToPath } from 'node:url';
import { ApiClient } from '../../../apps/standalone/src/cli/client.js';
import { openInput } from '../../../apps/standalone/src/cli/csv/input.js';
import { importSales } from '../../../apps/standalone/src/cli/sales/import-sales.js';
import type { BenchServer } from '../stage/database.js';
import { preparePlainIngest } from '../beside/plain-ingest.js';
import { LINES_PER_SALE, openRetailer, receipts } from '../stage/retailer.js';
import { Busy } from '../report/busy.js';
import type { BenchRow } from '../report/row.js';
import { startStandalone } from '../stage/standalone.js';

/** dist/test/bench/rows -> the sample's week of real receipts */
const SAMPLE = fileURLToPath(new URL('../../../../apps/standalone/sample/sales.csv.gz', import.meta.url));
const RETAILER = { locations: 50, skus: 2_000 };
const SALES_PER_STATEMENT = 1_000;

/**
 * Lines per second of a file of receipts, from the first byte until the import's end, into an empty `npm start`, which
 * creates every location, item and level on the way. Beside it as many lines by bulk statements of plain SQL, which create
 * nothing.
 */
export async function importFile(server: BenchServer, file = SAMPLE): Promise<BenchRow> {
  const standalone = await startStandalone();
  const busy = new Busy('import-file', 'outside');
  let value: number;
  let read: number;
  try {
    const client = new ApiClient(standalone.url, {});
    const input = await openInput(file);
    const began = performance.now();
    const result = await busy.during(() =>
      importSales({ client, input, createMissing: true, timeZone: 'UTC' }),
    );
    if (result.failure !== undefined) throw result.failure;
    read = result.read;
    value = read / ((performance.now() - began) / 1000);
  } finally {
    await standalone.end();
  }
  const { dataSource } = await server.database('bench_import');
  await openRetailer(dataSource, RETAILER);
  let seconds = 0;
  for (let done = 0; done < read; done += SALES_PER_STATEMENT * LINES_PER_SALE) {
    const sales = receipts(RETAILER, SALES_PER_STATEMENT, `plain${done}`, done);
    const write = await preparePlainIngest(dataSource, sales, SALES_PER_STATEMENT);
    const began = performance.now();
    await write();
    seconds += (performance.now() - began) / 1000;
  }
  const baseline = (Math.ceil(read / 10_000) * 10_000) / seconds;
  return {
    name: 'import-file',
    unit: 'lines/s',
    value,
    baseline,
    ratio: value / baseline,
    busy: busy.shares,
  };
}
