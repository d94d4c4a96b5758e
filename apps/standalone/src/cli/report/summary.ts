import type { CatalogueImportResult } from '../catalogue/import-catalogue.js';
import { ExitCode } from '../errors.js';
import type { SalesImportResult } from '../sales/import-sales.js';
import { count, duration, plural } from './progress.js';

export interface ReportContext {
  /** Name of the input. */
  readonly name: string;
  readonly seconds: number;
  readonly reportPath: string;
}

/** What is left to say of an import: lines for the user, and the exit status. */
export interface Conclusion {
  readonly text: string[];
  readonly exitCode: ExitCode;
}

export function concludeSales(result: SalesImportResult, context: ReportContext): Conclusion {
  const { lines, created, openings, openingsRefused } = result;
  const text = [
    headline(result, 'line', context),
    figure(lines.accepted, 'accepted', 'in their level now'),
    figure(lines.duplicates, 'duplicates', 'known before, nothing counted twice'),
    figure(lines.noEffect, 'no effect', 'quantity 0'),
    ...(lines.pending > 0
      ? [figure(lines.pending, 'waiting', 'for an item or a location that is unknown')]
      : []),
    figure(lines.rejected, 'rejected', reasons(result.rejectedByCode)),
  ];
  if (created.locations + created.items > 0) {
    text.push(`Created ${plural(created.locations, 'location')} and ${plural(created.items, 'item')}.`);
  }
  if (openings !== undefined) {
    text.push(
      `Opening stock: given to ${plural(openings.given, 'level')}` +
        (openings.alreadyThere > 0
          ? `; ${count(openings.alreadyThere)} had figures before and were left alone`
          : '') +
        (openings.waiting > 0
          ? `; ${count(openings.waiting)} cannot be given any while their lines wait`
          : '') +
        '.',
    );
  }
  if (openingsRefused.size > 0) text.push(`Opening stock that was refused: ${reasons(openingsRefused)}.`);
  if (lines.rejected > 0) text.push(`Each rejected line and its reason: ${context.reportPath}`);
  if (lines.pending > 0) {
    text.push(
      'The waiting lines are not lost: each posts by itself once its item and location exist. See GET ' +
        '/inventory/v1/sales/pending; import the items and locations, or run this again with --create-missing.',
    );
  }
  text.push(...ending(result));
  const failed = result.failure !== undefined || lines.rejected > 0 || openingsRefused.size > 0;
  return { text, exitCode: exitCode(failed, result.interrupted, lines.pending > 0) };
}

export function concludeCatalogue(result: CatalogueImportResult, context: ReportContext): Conclusion {
  const text = [
    headline(result, 'row', context),
    figure(result.created, 'created', ''),
    figure(result.updated, 'updated', ''),
    figure(result.rejected, 'rejected', reasons(result.rejectedByCode)),
  ];
  if (result.rejected > 0) text.push(`Each rejected row and its reason: ${context.reportPath}`);
  text.push(...ending(result));
  return {
    text,
    exitCode: exitCode(result.failure !== undefined || result.rejected > 0, result.interrupted, false),
  };
}

function headline({ read }: { read: number }, noun: string, { name, seconds }: ReportContext): string {
  const rate = seconds > 0.1 ? ` (${count(Math.round(read / seconds))}/s)` : '';
  return `${name}: ${plural(read, noun)} read in ${duration(seconds)}${rate}`;
}

const figure = (n: number, name: string, note: string): string =>
  `  ${name.padEnd(10)} ${count(n).padStart(11)}${note === '' || n === 0 ? '' : `   ${note}`}`;

const reasons = (byCode: ReadonlyMap<string, number>): string =>
  [...byCode].map(([code, n]) => `${code} (${count(n)})`).join(', ');

function ending({ failure, interrupted }: { failure?: Error; interrupted: boolean }): string[] {
  if (interrupted)
    return ['Stopped before the end. Run the same command again to go on: nothing counts twice.'];
  if (failure !== undefined) return [`Ended before the end of the file: ${failure.message}`];
  return [];
}

function exitCode(failed: boolean, interrupted: boolean, waiting: boolean): ExitCode {
  if (interrupted) return ExitCode.Interrupted;
  if (failed) return ExitCode.Failed;
  return waiting ? ExitCode.Waiting : ExitCode.Done;
}
