import { type CatalogueKind, importCatalogue } from '../cli/catalogue/import-catalogue.js';
import { attributeFields, itemCatalogue } from '../cli/catalogue/items.js';
import { locationCatalogue } from '../cli/catalogue/locations.js';
import { openingStockCatalogue } from '../cli/catalogue/opening-stock.js';
import type { ApiClient } from '../cli/client.js';
import { parseMapping } from '../cli/csv/columns.js';
import { openInput } from '../cli/csv/input.js';
import { importSales } from '../cli/sales/import-sales.js';
import { sampleFile } from './sample-file.js';

const TIME_ZONE = 'America/New_York';
const ATTRIBUTES = ['brand', 'department', 'size', 'price', 'currency'].map(
  (name) => `attributes.${name}=${name}`,
);

export interface LoadedSample {
  readonly locations: number;
  readonly items: number;
  readonly levels: number;
  readonly saleLines: number;
}

/**
 * Brings the sample retailer in as any client would: by HTTP, stores first, then items, opening stock and one week
 * of receipts. Safe to do again. Throws when a row of it is refused, for the sample is ours.
 */
export async function loadSample(client: ApiClient, signal?: AbortSignal): Promise<LoadedSample> {
  const locations = await loadCatalogue(client, 'locations.csv', locationCatalogue(TIME_ZONE), signal);
  const attributes = itemCatalogue(attributeFields(ATTRIBUTES));
  const items = await loadCatalogue(client, 'items.csv.gz', attributes, signal, ATTRIBUTES);
  const levels = await loadCatalogue(
    client,
    'opening-stock.csv.gz',
    openingStockCatalogue(TIME_ZONE),
    signal,
  );
  const sales = await importSales({
    client,
    input: await openInput(sampleFile('sales.csv.gz')),
    timeZone: TIME_ZONE,
    signal,
  });
  check('sales.csv.gz', { ...sales, rejected: sales.lines.rejected + sales.lines.pending }, signal);
  return { locations, items, levels, saleLines: sales.read };
}

async function loadCatalogue<T>(
  client: ApiClient,
  name: string,
  kind: CatalogueKind<T>,
  signal?: AbortSignal,
  mapping: readonly string[] = [],
): Promise<number> {
  const result = await importCatalogue(kind, {
    client,
    input: await openInput(sampleFile(name)),
    mapping: parseMapping(mapping, kind.fields),
    signal,
  });
  check(name, result, signal);
  return result.read;
}

function check(
  name: string,
  result: { failure?: Error; rejected: number; rejectedByCode: ReadonlyMap<string, number> },
  signal?: AbortSignal,
): void {
  if (signal?.aborted) throw new Error('The sample is not loaded whole yet; the next start goes on with it.');
  if (result.failure !== undefined) throw result.failure;
  if (result.rejected > 0) {
    const codes = [...result.rejectedByCode.keys()].join(', ');
    throw new Error(`${result.rejected} rows of the sample's ${name} were not taken: ${codes}`);
  }
}
