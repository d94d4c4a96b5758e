import type { SaleBatchResult } from '#contracts';
import { uuidv7 } from '#platform';
import { Injectable } from '@nestjs/common';
import { StockBatcher } from '../../batching/stock-batcher.js';
import type { SaleResult } from '../../domain/command.js';
import type { Outcome } from '../../domain/refusal.js';
import { parseSale, type SaleRejection } from './parse-sale.js';

/** What became of one sale. */
export interface SaleReport {
  readonly status: 'accepted' | 'duplicate' | 'pending' | 'rejected';
  readonly lines: SaleBatchResult['lines'];
  readonly rejections: readonly SaleRejection[];
}

/**
 * Records what tills sold, from every intake. Resolves once it is committed. Units: the item's base unit.
 * Turned away: `invalid_sale`, `invalid_sale_line`, `sale_conflict`, `occurred_in_future`, `figure_out_of_range`.
 * Events: `inventory.sale-recorded.v1`, `inventory.level-changed.v1`, and the alerts.
 */
@Injectable()
export class RecordSales {
  constructor(private readonly batcher: StockBatcher) {}

  /** Records the sales of a request; the answer counts sales, and its `lines` lines. */
  async recordAll(sales: readonly unknown[]): Promise<SaleBatchResult> {
    const reports = await Promise.all(sales.map((sale) => this.record(sale)));
    const result: SaleBatchResult = {
      accepted: 0,
      duplicates: 0,
      pending: 0,
      lines: { accepted: 0, duplicates: 0, pending: 0, noEffect: 0, rejected: 0 },
      rejected: [],
    };
    for (const [index, report] of reports.entries()) {
      if (report.status === 'accepted') result.accepted += 1;
      else if (report.status === 'duplicate') result.duplicates += 1;
      else if (report.status === 'pending') result.pending += 1;
      for (const key of Object.keys(result.lines) as (keyof typeof result.lines)[]) {
        result.lines[key] += report.lines[key];
      }
      result.rejected.push(...report.rejections.map((rejection) => ({ index, ...rejection })));
    }
    return result;
  }

  /** Records one sale as it came in. */
  async record(input: unknown): Promise<SaleReport> {
    const { sale, rejections, rejectedLines } = parseSale(input);
    const lines = { accepted: 0, duplicates: 0, pending: 0, noEffect: 0, rejected: rejectedLines };
    if (sale === undefined) return { status: 'rejected', lines, rejections };
    const outcome = await this.batcher.submit(
      { type: 'record_sale', commandId: uuidv7(), sale },
      { priority: 'bulk' },
    );
    return reportOf(sale.saleId, sale.lines.length, outcome, lines, rejections);
  }
}

const COUNTED_AS = {
  posted: 'accepted',
  duplicate: 'duplicates',
  pending: 'pending',
  no_effect: 'noEffect',
  rejected: 'rejected',
} as const;

function reportOf(
  saleId: string,
  lineCount: number,
  outcome: Outcome<SaleResult>,
  lines: SaleBatchResult['lines'],
  earlier: readonly SaleRejection[],
): SaleReport {
  if (!outcome.ok) {
    const { code, detail } = outcome.refusal;
    const rejected = lines.rejected + lineCount;
    return {
      status: 'rejected',
      lines: { ...lines, rejected },
      rejections: [...earlier, { saleId, code, detail }],
    };
  }
  const counts = { ...lines };
  const rejections = [...earlier];
  for (const { line, status, refusal } of outcome.value.lines) {
    counts[COUNTED_AS[status]] += 1;
    if (refusal !== undefined) {
      rejections.push({ saleId, lineId: line.lineId, code: refusal.code, detail: refusal.detail });
    }
  }
  return { status: statusOf(counts), lines: counts, rejections };
}

function statusOf(counts: SaleBatchResult['lines']): SaleReport['status'] {
  if (counts.rejected > 0) return 'rejected';
  if (counts.pending > 0) return 'pending';
  return counts.accepted === 0 && counts.duplicates > 0 ? 'duplicate' : 'accepted';
}
