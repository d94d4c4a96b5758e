import { Sale, SaleLine, SaleWithUncheckedLines } from '#contracts';
import { claimedId, faultsOf } from '../invalid-element.js';

/** Part of a sale that was turned away; without a `lineId` it is about the whole sale. */
export interface SaleRejection {
  readonly saleId: string | null;
  readonly lineId?: string;
  readonly code: string;
  readonly detail: string;
}

export interface ParsedSale {
  /** The sale with the lines that are right; undefined when none is left. */
  readonly sale: Sale | undefined;
  readonly rejections: readonly SaleRejection[];
  /** How many lines were turned away. */
  readonly rejectedLines: number;
}

/**
 * Reads a sale as a till sent it. A fault in its header turns the whole sale away (`invalid_sale`), a fault in a
 * line only that line (`invalid_sale_line`): what was sold besides is still a fact.
 */
export function parseSale(input: unknown): ParsedSale {
  const whole = Sale.safeParse(input);
  if (whole.success) return { sale: whole.data, rejections: [], rejectedLines: 0 };

  const saleId = claimedId(input, 'saleId');
  const header = SaleWithUncheckedLines.safeParse(input);
  if (!header.success) {
    const detail = `Correct the sale and send it again: ${faultsOf(header.error)}`;
    return {
      sale: undefined,
      rejections: [{ saleId, code: 'invalid_sale', detail }],
      rejectedLines: lineCount(input),
    };
  }
  const lines: SaleLine[] = [];
  const rejections: SaleRejection[] = [];
  for (const [index, element] of header.data.lines.entries()) {
    const line = SaleLine.safeParse(element);
    if (line.success) {
      lines.push(line.data);
      continue;
    }
    const lineId = claimedId(element, 'lineId');
    rejections.push({
      saleId,
      ...(lineId === null ? {} : { lineId }),
      code: 'invalid_sale_line',
      detail: `Correct line ${index + 1} and send the sale again: ${faultsOf(line.error)}`,
    });
  }
  return {
    sale: lines.length === 0 ? undefined : { ...header.data, lines },
    rejections,
    rejectedLines: rejections.length,
  };
}

function lineCount(input: unknown): number {
  const lines =
    typeof input === 'object' && input !== null ? (input as { lines?: unknown }).lines : undefined;
  return Array.isArray(lines) ? lines.length : 0;
}
