import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { FaultRow, FaultsReport } from '../chaos/run-faults.js';
import type { Held } from './model/hold-to-model.js';

const BEGIN = '<!-- faults: written by npm run prove -- --faults -->';
const END = '<!-- faults: end -->';

/** What a run of the model came to, for a person. */
export function modelReport(driver: string, seed: number, run: Held, milliseconds: number): string {
  const lines = [
    `${count(run.operations)} operations in ${count(run.worlds)} shops by ${driver}, seed ${seed}, ` +
      `${duration(milliseconds)}: 0 faults, ${count(run.violations.length)} violations`,
    '',
    '| operation | done | refused |',
    '| --- | ---: | ---: |',
    ...[...run.outcomes].sort().map(([kind, o]) => `| ${kind} | ${count(o.done)} | ${count(o.refused)} |`),
  ];
  for (const { what, seed: again } of run.violations) lines.push('', `VIOLATION (seed ${again}): ${what}`);
  return lines.join('\n');
}

/** What a run of faults came to: a sentence and the table, as docs/reliability.md has them. */
export function faultsReport(seed: number, report: FaultsReport, milliseconds: number): string {
  const { rows, operations, unknown, violations } = report;
  const injected = rows.reduce((sum, row) => sum + row.injected, 0);
  const found = violations.length + rows.reduce((sum, row) => sum + row.violations.length, 0);
  const lines = [
    `Seed ${seed}, ${duration(milliseconds)} on ${cpus().length} cores: ${count(operations.model)} operations held to the ` +
      `model, ${count(operations.writers)} calls in judged histories (${count(unknown)} of them never answered), ` +
      `${count(operations.orders)} orders; ${count(injected)} faults, ${count(found)} violations.`,
    '',
    '| fault | injected | works again after | violations |',
    '| --- | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row.name} | ${row.injected} | ${recovery(row)} | ${row.violations.length} |`),
    `| _in the end, when all is quiet_ | | | ${violations.length} |`,
  ];
  for (const row of rows)
    for (const what of row.violations) lines.push('', `VIOLATION (${row.name}): ${what}`);
  for (const what of violations) lines.push('', `VIOLATION: ${what}`);
  return lines.join('\n');
}

/** Puts the report in its place in docs/reliability.md. */
export async function writeFaultTable(report: string): Promise<void> {
  const file = fileURLToPath(new URL('../../../docs/reliability.md', import.meta.url));
  const text = await readFile(file, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has no place for the table`);
  await writeFile(file, `${before}${BEGIN}\n\n${report}\n\n${END}${after}`);
}

function recovery({ recoveries, skipped }: FaultRow): string {
  if (skipped !== undefined) return `not in this run: ${skipped}`;
  const sorted = recoveries.toSorted((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return 'never';
  return first === last ? seconds(first) : `${seconds(first)} to ${seconds(last)}`;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const count = (n: number): string => n.toLocaleString('en');

function duration(milliseconds: number): string {
  const s = Math.round(milliseconds / 1_000);
  return s < 60 ? `${s} s` : `${Math.floor(s / 60)} min ${s % 60} s`;
}
