import { Columns } from '../cli/csv/columns.js';
import { openInput } from '../cli/csv/input.js';
import { openTable } from '../cli/csv/table.js';

/** A real receipt of the sample: what was bought, where, by which household. */
export interface Receipt {
  readonly locationId: string;
  readonly customerId: string;
  readonly lines: { sku: string; quantity: number; amount: string }[];
}

const FIELDS = ['saleId', 'locationId', 'customerId', 'sku', 'quantity', 'amount'].map((name) => ({
  name,
  required: true,
}));

/** The receipts of the sample's week, in the order in which they were given. Lines of quantity 0 are left out. */
export async function readSampleWeek(file: string): Promise<Receipt[]> {
  const { columns, rows } = await openTable(await openInput(file), FIELDS, { mapping: new Map() });
  const receipts = new Map<string, Receipt>();
  for await (const { cells } of rows) {
    const of = cellsOf(columns, cells);
    const [locationId, quantity] = [of('locationId'), Number(of('quantity'))];
    if (!(quantity > 0)) continue;
    const id = `${locationId}/${of('saleId')}`;
    const receipt = receipts.get(id) ?? { locationId, customerId: of('customerId'), lines: [] };
    receipts.set(id, receipt);
    receipt.lines.push({ sku: of('sku'), quantity, amount: of('amount') });
  }
  return [...receipts.values()];
}

const cellsOf = (columns: Columns, cells: readonly string[]) => (name: string) =>
  columns.cell(cells, name) ?? '';
