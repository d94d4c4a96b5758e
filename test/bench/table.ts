import type { BenchRow } from './row.js';

/** The rows as a table in Markdown. */
export function tableOf(rows: readonly BenchRow[]): string {
  const head =
    '| name | ours | beside | ratio | p50 ms | p99 ms |\n| --- | ---: | ---: | ---: | ---: | ---: |';
  const lines = rows.map(
    (row) =>
      `| ${row.name} | ${figure(row.value)} ${row.unit} | ${figure(row.baseline)} ${row.unit} | ${row.ratio.toFixed(2)} | ` +
      `${row.p50Ms?.toFixed(1) ?? ''} | ${row.p99Ms?.toFixed(1) ?? ''} |`,
  );
  return [head, ...lines].join('\n');
}

/** One row for who waits. */
export const inWords = (row: BenchRow): string =>
  `${figure(row.value)} ${row.unit} beside ${figure(row.baseline)}, ratio ${row.ratio.toFixed(2)}`;

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
