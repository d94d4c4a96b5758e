import { boundBy } from './busy.js';
import type { BenchRow } from './row.js';

/** The rows as a table in Markdown. */
export function tableOf(rows: readonly BenchRow[]): string {
  const head =
    '| name | ours | beside | ratio | p50 ms | p99 ms | bound by | busy |\n| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |';
  const lines = rows.map(
    (row) =>
      `| ${row.name} | ${figure(row.value)} ${row.unit} | ${figure(row.baseline)} ${row.unit} | ${row.ratio.toFixed(2)} | ` +
      `${row.p50Ms?.toFixed(1) ?? ''} | ${row.p99Ms?.toFixed(1) ?? ''} | ${boundColumns(row)} |`,
  );
  return [head, ...lines].join('\n');
}

/** What bounds the row, and how busy that found each part: the service's thread, then processor time in cores. */
function boundColumns({ busy }: BenchRow): string {
  if (busy === undefined) return ' | ';
  const parts = [
    ...(busy.eventLoop === undefined ? [] : [`thread ${(100 * busy.eventLoop).toFixed(0)} %`]),
    `service ${busy.service.toFixed(1)}`,
    `PostgreSQL ${busy.postgres.toFixed(1)}`,
    ...(busy.kafka >= 0.05 ? [`Kafka ${busy.kafka.toFixed(1)}`] : []),
    ...(busy.load >= 0.05 ? [`load ${busy.load.toFixed(1)}`] : []),
  ];
  return `${boundBy(busy)} | ${parts.join(', ')}`;
}

/** One row for who waits. */
export const inWords = (row: BenchRow): string =>
  `${figure(row.value)} ${row.unit} beside ${figure(row.baseline)}, ratio ${row.ratio.toFixed(2)}`;

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
