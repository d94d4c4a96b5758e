import type { ApiClient } from '../client.js';
import type { Columns, Field } from '../csv/columns.js';
import type { Input } from '../csv/input.js';
import { openTable } from '../csv/table.js';
import type { Progress } from '../report/progress.js';
import type { Rejection } from '../report/rejections.js';
import { type NotParsed, type Parsed, notParsed } from '../values/parsed.js';

/** A kind of master data that comes as one row per element: items, locations. */
export interface CatalogueKind<T> {
  readonly fields: readonly Field[];
  /** The field that names an element. */
  readonly id: string;
  readonly perRequest: number;
  readonly read: (columns: Columns, cells: readonly string[]) => Parsed<T>;
  readonly idOf: (element: T) => string;
  /** Sends elements with different ids. `rejected` names them by id. */
  readonly send: (client: ApiClient, elements: readonly T[]) => Promise<CatalogueAnswer>;
}

export interface CatalogueAnswer {
  readonly created: number;
  readonly updated: number;
  readonly rejected: readonly {
    readonly id: string | null;
    readonly code: string;
    readonly detail: string;
  }[];
}

export interface CatalogueImportOptions {
  readonly client: ApiClient;
  readonly input: Input;
  readonly mapping?: ReadonlyMap<string, string>;
  readonly delimiter?: string;
  readonly onRejections?: (rejections: readonly Rejection[]) => Promise<void>;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

export interface CatalogueImportResult {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly rejected: number;
  readonly rejectedByCode: ReadonlyMap<string, number>;
  readonly failure?: Error;
  readonly interrupted: boolean;
}

/**
 * Brings a file of items or locations in, row by row in the order of the file, so that of two rows with one id the
 * later holds. Each row replaces the whole element; doing it again changes nothing.
 */
export async function importCatalogue<T>(
  kind: CatalogueKind<T>,
  options: CatalogueImportOptions,
): Promise<CatalogueImportResult> {
  const table = await openTable(options.input, kind.fields, {
    mapping: options.mapping ?? new Map(),
    delimiter: options.delimiter,
  });
  const tally = { read: 0, created: 0, updated: 0, rejected: 0 };
  const rejectedByCode = new Map<string, number>();
  let failure: Error | undefined;
  let waiting = new Map<string, { line: number; element: T }>();
  let rejections: Rejection[] = [];

  const flush = async () => {
    const sent = waiting;
    waiting = new Map();
    if (sent.size > 0) {
      const answer = await kind.send(
        options.client,
        [...sent.values()].map(({ element }) => element),
      );
      tally.created += answer.created;
      tally.updated += answer.updated;
      for (const { id, code, detail } of answer.rejected) {
        rejections.push({ line: sent.get(id ?? '')?.line ?? 0, code, detail, id: id ?? undefined });
      }
    }
    const list = rejections.sort((a, b) => a.line - b.line);
    rejections = [];
    tally.rejected += list.length;
    for (const { code } of list) rejectedByCode.set(code, (rejectedByCode.get(code) ?? 0) + 1);
    if (list.length > 0) await options.onRejections?.(list);
    options.progress?.update(tally.read);
  };

  try {
    try {
      for await (const { line, cells } of table.rows) {
        if (options.signal?.aborted) break;
        tally.read += 1;
        const misfit = table.columns.misfit(cells);
        const row =
          misfit === undefined ? kind.read(table.columns, cells) : notParsed('wrong_column_count', misfit);
        if (!row.ok) {
          rejections.push({
            line,
            code: row.code,
            detail: row.detail,
            id: table.columns.cell(cells, kind.id),
          });
        } else {
          const id = kind.idOf(row.value);
          if (waiting.has(id)) await flush();
          waiting.set(id, { line, element: row.value });
        }
        if (waiting.size >= kind.perRequest || rejections.length >= 1_000) await flush();
      }
    } finally {
      await flush();
    }
  } catch (error) {
    failure = error as Error;
  }
  return { ...tally, rejectedByCode, failure, interrupted: options.signal?.aborted ?? false };
}

/** Reads the cells of a row into an object, remembering the first that could not be understood. */
export class ElementReader {
  readonly element: Record<string, unknown> = {};
  failure: NotParsed | undefined;

  constructor(
    private readonly columns: Columns,
    private readonly cells: readonly string[],
  ) {}

  /** Takes a cell unless it is empty. */
  take(field: string, parse: (text: string) => Parsed<unknown> = (value) => ({ ok: true, value })): this {
    const text = this.columns.cell(this.cells, field);
    if (text === undefined) return this;
    const value = parse(text);
    if (value.ok) this.element[field] = value.value;
    else this.failure ??= value;
    return this;
  }

  need(field: string, parse?: (text: string) => Parsed<unknown>): this {
    if (this.columns.cell(this.cells, field) === undefined) {
      this.failure ??= notParsed('missing_value', `${field} is empty; every row needs one.`);
    }
    return this.take(field, parse);
  }

  result<T>(): Parsed<T> {
    return this.failure ?? { ok: true, value: this.element as T };
  }
}
