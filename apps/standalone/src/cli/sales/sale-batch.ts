import type { Sale, SaleBatchResult } from '#contracts';
import type { Rejection } from '../report/rejections.js';
import type { SaleRow } from './sale-row.js';

/** One request carries at most this much, far below what the server takes. */
const MAX_SALES = 1_000;
const MAX_LINES = 2_000;
const MAX_CHARACTERS = 1_000_000;

/** Sales of a batch by their place in it: `from` up to and without `to`. */
export interface SaleRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Lines of the file on their way in one `POST /sales`: those of one receipt stand together, in whatever order the
 * file has them. A receipt may go on in a later batch, for the server knows sales line by line.
 */
export class SaleBatch {
  readonly sales: Sale[] = [];
  /** Lines of the file that were turned away before they were sent. */
  readonly rejections: Rejection[] = [];
  /** Line numbers in the file, per sale and line of it. */
  readonly #fileLines: number[][] = [];
  readonly #places = new Map<string, number>();
  #lines = 0;
  #characters = 0;

  get lines(): number {
    return this.#lines;
  }

  get full(): boolean {
    return (
      this.sales.length >= MAX_SALES ||
      this.#lines >= MAX_LINES ||
      this.#characters >= MAX_CHARACTERS ||
      this.rejections.length >= MAX_LINES
    );
  }

  get empty(): boolean {
    return this.sales.length === 0 && this.rejections.length === 0;
  }

  add({ line, header, saleLine }: SaleRow): void {
    const key = Object.values(header).join('\u001f');
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.sales.push({ ...header, lines: [] }) - 1;
      this.#fileLines.push([]);
      this.#places.set(key, place);
      this.#characters += key.length + 100;
    }
    this.sales[place]!.lines.push(saleLine);
    this.#fileLines[place]!.push(line);
    this.#lines += 1;
    this.#characters += 120 + saleLine.sku.length + saleLine.lineId.length;
  }

  reject(rejection: Rejection): void {
    this.rejections.push(rejection);
  }

  /**
   * The lines of the file that the server's rejections are about. `part` is the range of sales that were sent,
   * for `index` counts from its beginning.
   */
  rejectedLines(answered: SaleBatchResult['rejected'], part: SaleRange): Rejection[] {
    const taken = new Set<number>();
    return answered.flatMap((refusal) => this.#locate(refusal, part, taken));
  }

  /** How many lines the sales of a range have. */
  linesOf({ from, to }: SaleRange): number {
    return this.sales.slice(from, to).reduce((sum, sale) => sum + sale.lines.length, 0);
  }

  #locate(
    { index, saleId, lineId, code, detail }: SaleBatchResult['rejected'][number],
    { from, to }: SaleRange,
    taken: Set<number>,
  ): Rejection[] {
    const found: Rejection[] = [];
    // Backwards: of a line that stands there twice, it is the later one that meets the earlier.
    const first = index === undefined ? from : from + index;
    const last = index === undefined ? to - 1 : first;
    for (let place = last; place >= first; place--) {
      const sale = this.sales[place];
      if (sale === undefined || (saleId !== null && sale.saleId !== saleId)) continue;
      for (let at = sale.lines.length - 1; at >= 0; at--) {
        const fileLine = this.#fileLines[place]![at]!;
        if (taken.has(fileLine) || (lineId !== undefined && sale.lines[at]!.lineId !== lineId)) continue;
        taken.add(fileLine);
        found.push({ line: fileLine, code, detail, id: `${sale.saleId}/${sale.lines[at]!.lineId}` });
        if (lineId !== undefined) return found;
      }
      if (lineId === undefined && found.length > 0) return found;
    }
    return found;
  }
}
