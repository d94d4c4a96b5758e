import { Currency, Disposition, type Sale, type SaleLine } from '#contracts';
import type { Columns, Field } from '../csv/columns.js';
import { parseIdentifier } from '../values/identifier.js';
import { parseMoney } from '../values/money.js';
import { type NotParsed, type Parsed, notParsed, parsed, shown } from '../values/parsed.js';
import { parseQuantity } from '../values/quantity.js';

export type SaleHeader = Omit<Sale, 'lines'>;

/** One line of a receipt as it stands in the file: a sale with that one line. */
export interface SaleRow {
  /** Line number in the file. */
  readonly line: number;
  readonly header: SaleHeader;
  readonly saleLine: SaleLine;
}

/** What `import-sales` reads; those required must have a column and no empty cell. */
export const SALE_FIELDS: readonly Field[] = [
  ...['saleId', 'lineId', 'locationId', 'sku', 'quantity', 'occurredAt'].map((name) => ({
    name,
    required: true,
  })),
  ...[
    'amount',
    'unitPrice',
    'currency',
    'customerId',
    'registerId',
    'fulfillmentId',
    'returnId',
    'originalSaleId',
    'originalOrderId',
    'originalLineId',
    'disposition',
  ].map((name) => ({ name, required: false })),
];

const LINE_IDS = [
  'fulfillmentId',
  'returnId',
  'originalSaleId',
  'originalOrderId',
  'originalLineId',
] as const;

/** Understands rows of sales. Every refusal (`wrong_column_count`, `missing_value`, `invalid_...`) is that row's alone. */
export class SaleRowReader {
  constructor(
    private readonly columns: Columns,
    private readonly readMoment: (text: string) => Parsed<string>,
  ) {}

  read(line: number, cells: readonly string[]): Parsed<SaleRow> {
    const misfit = this.columns.misfit(cells);
    if (misfit !== undefined) return notParsed('wrong_column_count', misfit);
    const row = new RowCells(this.columns, cells);
    const header: SaleHeader = {
      saleId: row.id('saleId'),
      locationId: row.id('locationId'),
      registerId: row.optionalId('registerId'),
      occurredAt: row.required('occurredAt', this.readMoment),
      currency: row.optional('currency', parseCurrency),
      customerId: row.optionalId('customerId'),
    };
    const saleLine: SaleLine = {
      lineId: row.id('lineId'),
      sku: row.id('sku'),
      quantity: row.required('quantity', parseQuantity),
      amount: row.optional('amount', parseMoney),
      unitPrice: row.optional('unitPrice', parseMoney),
      disposition: row.optional('disposition', parseDisposition),
    };
    for (const field of LINE_IDS) if (this.columns.has(field)) saleLine[field] = row.optionalId(field);
    return row.failure ?? parsed({ line, header, saleLine });
  }

  /** How a report names a row that was not understood: `saleId/lineId`, as far as it has them. */
  idOf(cells: readonly string[]): string {
    return ['saleId', 'lineId'].map((field) => this.columns.cell(cells, field) ?? '').join('/');
  }
}

/** Reads cell after cell and remembers the first that could not be understood. */
class RowCells {
  failure: NotParsed | undefined;

  constructor(
    private readonly columns: Columns,
    private readonly cells: readonly string[],
  ) {}

  required<T>(field: string, parse: (text: string) => Parsed<T>): T {
    const text = this.columns.cell(this.cells, field);
    if (text === undefined) {
      this.failure ??= notParsed('missing_value', `${field} is empty; every line needs one.`);
      return undefined as T;
    }
    return this.#take(parse(text));
  }

  optional<T>(field: string, parse: (text: string) => Parsed<T>): T | undefined {
    const text = this.columns.cell(this.cells, field);
    return text === undefined ? undefined : this.#take(parse(text));
  }

  id(field: string): string {
    return this.required(field, (text) => parseIdentifier(field, text));
  }

  optionalId(field: string): string | undefined {
    return this.optional(field, (text) => parseIdentifier(field, text));
  }

  #take<T>(value: Parsed<T>): T {
    if (value.ok) return value.value;
    this.failure ??= value;
    return undefined as T;
  }
}

const parseCurrency = (text: string): Parsed<string> =>
  Currency.safeParse(text).success
    ? parsed(text)
    : notParsed('invalid_currency', `${shown(text)} is not an ISO 4217 code such as USD.`);

function parseDisposition(text: string): Parsed<Disposition> {
  const { success, data } = Disposition.safeParse(text);
  if (success) return parsed(data);
  return notParsed('invalid_disposition', `${shown(text)} is not one of ${Disposition.options.join(', ')}.`);
}
