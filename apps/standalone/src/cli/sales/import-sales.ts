import { randomUUID } from 'node:crypto';
import type { SaleBatchResult, SaleLineCounts } from '#contracts';
import { type ApiClient, ProblemAnswer } from '../client.js';
import type { Input } from '../csv/input.js';
import { openTable } from '../csv/table.js';
import type { Progress } from '../report/progress.js';
import type { Rejection } from '../report/rejections.js';
import { momentReader } from '../values/moment.js';
import { Gate } from './gates.js';
import { MissingCreator } from './missing.js';
import { OpeningStock } from './opening-stock.js';
import { SaleBatch, type SaleRange } from './sale-batch.js';
import { SALE_FIELDS, SaleRowReader } from './sale-row.js';

export interface SalesImportOptions {
  readonly client: ApiClient;
  readonly input: Input;
  /** Field -> column, for columns that are not called like the field. */
  readonly mapping?: ReadonlyMap<string, string>;
  readonly delimiter?: string;
  /** IANA zone of local times without offset, and of the locations that are created. */
  readonly timeZone?: string;
  readonly createMissing?: boolean;
  /** Units that each level which the import creates begins with. */
  readonly openingStock?: number;
  /** Takes rejected lines, in the order of the file. */
  readonly onRejections?: (rejections: readonly Rejection[]) => Promise<void>;
  readonly progress?: Progress;
  /** Ends the import: what is under way is finished, nothing more is read. */
  readonly signal?: AbortSignal;
}

/** What became of the file. Every line read is in exactly one of `lines`. */
export interface SalesImportResult {
  readonly read: number;
  readonly lines: Readonly<SaleLineCounts>;
  readonly created: { readonly locations: number; readonly items: number };
  readonly openings?: { readonly given: number; readonly alreadyThere: number; readonly waiting: number };
  /** Opening receipts that were refused for no foreseen reason, by code. */
  readonly openingsRefused: ReadonlyMap<string, number>;
  /** Rejected lines by code. */
  readonly rejectedByCode: ReadonlyMap<string, number>;
  /** Why the import ended before the end of the file, if it did. */
  readonly failure?: Error;
  readonly interrupted: boolean;
}

/** Requests under way at once: enough to keep the server's batches full, few enough to stay small. */
const BATCHES_IN_FLIGHT = 6;

/**
 * Brings the lines of a file of receipts into the ledger, in constant memory (but for the SKUs, locations and
 * levels it has met, when it is to create them). Everything it sends bears ids that follow from the file, so it can be
 * stopped anywhere and run again. A file whose header lacks a column throws; whatever happens later is in the result.
 */
export async function importSales(options: SalesImportOptions): Promise<SalesImportResult> {
  const table = await openTable(options.input, SALE_FIELDS, {
    mapping: options.mapping ?? new Map(),
    delimiter: options.delimiter,
  });
  const reader = new SaleRowReader(table.columns, momentReader(options.timeZone));
  const run = new Run(options);
  let read = 0;
  try {
    await run.prepare();
    let batch = new SaleBatch();
    try {
      for await (const { line, cells } of table.rows) {
        if (options.signal?.aborted || run.failure !== undefined) break;
        read += 1;
        const row = reader.read(line, cells);
        if (row.ok) batch.add(row.value);
        else batch.reject({ line, code: row.code, detail: row.detail, id: reader.idOf(cells) });
        if (batch.full) {
          await run.submit(batch);
          options.progress?.update(read);
          batch = new SaleBatch();
        }
      }
    } finally {
      // What was read of a damaged file counts.
      if (!batch.empty && run.failure === undefined) await run.submit(batch);
    }
  } catch (error) {
    run.failure ??= error as Error;
  }
  await run.finish();
  options.progress?.update(read);
  return run.result(read, options.signal?.aborted ?? false);
}

/** Batches on their way: created items first, opening stock next, then the sales; each step in the order of the file. */
class Run {
  failure: Error | undefined;
  readonly #id = randomUUID();
  readonly #missing: MissingCreator | undefined;
  readonly #openings: OpeningStock | undefined;
  readonly #afterMissing = new Gate();
  readonly #afterOpenings = new Gate();
  readonly #afterReport = new Gate();
  readonly #underWay = new Set<Promise<void>>();
  readonly #lines = { accepted: 0, duplicates: 0, pending: 0, noEffect: 0, rejected: 0 };
  readonly #rejectedByCode = new Map<string, number>();
  #requests = 0;

  constructor(private readonly options: SalesImportOptions) {
    const { client, createMissing, openingStock, timeZone } = options;
    const missing = createMissing ? new MissingCreator(client, timeZone) : undefined;
    this.#missing = missing;
    if (openingStock !== undefined) {
      this.#openings = new OpeningStock(client, openingStock, (level) => missing?.isNew(level) ?? false);
    }
  }

  async prepare(): Promise<void> {
    await this.#missing?.load();
  }

  /** Takes the batch on; resolves as soon as there is room for another. */
  async submit(batch: SaleBatch): Promise<void> {
    const missing = this.#missing?.claim(batch.sales);
    const openings = this.#openings?.claim(batch.sales);
    // A level's receipt must be in before its first line, and its item before that, in whichever batch they are.
    const created = this.#afterMissing.after(missing ? this.#missing!.create(missing) : Promise.resolve());
    const opened = this.#afterOpenings.after(
      openings ? created.then(() => this.#openings!.post(openings)) : created,
    );
    const rejections = opened.then(() => this.#send(batch, { from: 0, to: batch.sales.length }));
    const reported = this.#afterReport
      .after(rejections)
      .then(() => rejections.then((list) => this.#report(batch, list)));

    const work = reported.catch((error: unknown) => void (this.failure ??= error as Error));
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
    while (this.#underWay.size >= BATCHES_IN_FLIGHT) await Promise.race(this.#underWay);
  }

  async finish(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  result(read: number, interrupted: boolean): SalesImportResult {
    return {
      read,
      lines: this.#lines,
      created: this.#missing?.created ?? { locations: 0, items: 0 },
      openings: this.#openings?.counts,
      openingsRefused: this.#openings?.refused ?? new Map(),
      rejectedByCode: this.#rejectedByCode,
      failure: this.failure,
      interrupted,
    };
  }

  /** Sends a range of the batch's sales. A request that is refused as a whole is halved until the culprit stands alone. */
  async #send(batch: SaleBatch, range: SaleRange): Promise<Rejection[]> {
    const sales = batch.sales.slice(range.from, range.to);
    if (sales.length === 0) return [];
    let answer: SaleBatchResult;
    try {
      const key = `${this.#id}/${++this.#requests}`;
      answer = await this.options.client.post<SaleBatchResult>('/inventory/v1/sales', { sales }, key);
    } catch (error) {
      if (!(error instanceof ProblemAnswer) || (error.status !== 400 && error.status !== 413)) throw error;
      return this.#sendHalves(batch, range, error);
    }
    this.#add(answer.lines);
    return batch.rejectedLines(answer.rejected, range);
  }

  async #sendHalves(batch: SaleBatch, range: SaleRange, refusal: ProblemAnswer): Promise<Rejection[]> {
    if (range.to - range.from === 1) {
      const code = refusal.problem.code ?? 'invalid_request';
      this.#lines.rejected += batch.linesOf(range);
      const { saleId } = batch.sales[range.from]!;
      return batch.rejectedLines([{ index: 0, saleId, code, detail: refusal.message }], range);
    }
    const middle = Math.floor((range.from + range.to) / 2);
    const first = await this.#send(batch, { from: range.from, to: middle });
    return [...first, ...(await this.#send(batch, { from: middle, to: range.to }))];
  }

  #add(counts: SaleLineCounts): void {
    for (const name of Object.keys(this.#lines) as (keyof SaleLineCounts)[])
      this.#lines[name] += counts[name];
  }

  async #report(batch: SaleBatch, answered: readonly Rejection[]): Promise<void> {
    this.#lines.rejected += batch.rejections.length;
    const all = [...batch.rejections, ...answered].sort((a, b) => a.line - b.line);
    for (const { code } of all) this.#rejectedByCode.set(code, (this.#rejectedByCode.get(code) ?? 0) + 1);
    if (all.length > 0) await this.options.onRejections?.(all);
  }
}
