import { MESSAGING_METRICS } from '#messaging';
import { type MetricDefinition, PLATFORM_METRICS } from '#platform';
import { SERVICE_METRICS } from '#service';
import { INVENTORY_METRICS } from '../../../inventory/src/metrics.js';
import { NOTIFICATIONS_METRICS } from '../../../notifications/src/metrics.js';
import { ORDERS_METRICS } from '../../../orders/src/metrics.js';
import { RETURNS_METRICS } from '../../../returns/src/metrics.js';

/** Every metric of our own, by who shows it. Node's own (`process_…`, `nodejs_…`) come on top. */
export const METRICS: Readonly<Record<string, readonly MetricDefinition[]>> = {
  'Every service': [...PLATFORM_METRICS, ...SERVICE_METRICS, ...MESSAGING_METRICS],
  Inventory: INVENTORY_METRICS,
  Orders: ORDERS_METRICS,
  Returns: RETURNS_METRICS,
  Notifications: NOTIFICATIONS_METRICS,
};

export const allMetrics = (): MetricDefinition[] => Object.values(METRICS).flat();

/** The tables of docs/operations/metrics.md. */
export function metricsTables(): string {
  return Object.entries(METRICS)
    .map(([who, metrics]) => [`### ${who}`, '', ...tableOf(metrics)].join('\n'))
    .join('\n\n');
}

function tableOf(metrics: readonly MetricDefinition[]): string[] {
  return [
    '| metric | type | labels | meaning |',
    '| --- | --- | --- | --- |',
    ...metrics.map(({ name, type, labels, help }) => {
      const names = labels.map((label) => `\`${label}\``).join(', ');
      return `| \`${name}\` | ${type} | ${names} | ${help} |`;
    }),
  ];
}
