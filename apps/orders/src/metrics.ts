import { counter, histogram, type MetricDefinition } from '#platform';

export const ORDERS_PLACED = counter('shelfstream_orders_placed_total', 'Orders that were taken.', [
  'method',
]);
export const ORDERS_BY_STATUS = counter(
  'shelfstream_orders_status_changes_total',
  'Orders that came to a status: `allocated`, `unfillable`, `fulfilled` and the others.',
  ['status'],
);
export const ORDER_ALLOCATION_SECONDS = histogram(
  'shelfstream_order_allocation_delay_seconds',
  'From the placing of an order until, for the first time, every unit of it was promised by a location.',
  [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200],
);
export const ORDERS_RESOURCED = counter(
  'shelfstream_orders_resourced_total',
  'Places that orders gave up, to be sourced anew: the ledger `refused`, the store `rejected` it, the shelf was ' +
    '`short_pick`, or a till took it (`oversold`).',
  ['reason'],
);
export const ORDER_UNITS_CANCELLED = counter(
  'shelfstream_order_units_cancelled_total',
  'Units of orders that will not be delivered.',
  ['reason'],
);
export const FULFILLMENT_STEPS = counter(
  'shelfstream_fulfillment_steps_total',
  'Steps of fulfillments: `opened`, `accepted`, `rejected`, `picked`, `packed`, `ready-for-pickup`, ' +
    '`pickup-reminder-due`, `picked-up`, `shipped`, `cancelled`, and `expired` when nobody collected it.',
  ['step', 'method'],
);
export const TASKS_RAISED = counter('shelfstream_order_tasks_raised_total', 'Tasks that people were given.', [
  'type',
]);

export const ORDERS_METRICS: readonly MetricDefinition[] = [
  ORDERS_PLACED,
  ORDERS_BY_STATUS,
  ORDER_ALLOCATION_SECONDS,
  ORDERS_RESOURCED,
  ORDER_UNITS_CANCELLED,
  FULFILLMENT_STEPS,
  TASKS_RAISED,
];
