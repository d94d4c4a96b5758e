import { counter, type MetricDefinition } from '#platform';

export const RETURN_STEPS = counter(
  'shelfstream_return_steps_total',
  'Steps of returns: `authorized`, `received`, `completed`, and how they ended otherwise: `cancelled`, `rejected`, ' +
    '`lapsed` (the authorisation ran out).',
  ['step'],
);
export const RETURN_UNITS = counter(
  'shelfstream_return_units_received_total',
  'Units that came back, by what became of them.',
  ['disposition'],
);
export const REFUND_STEPS = counter(
  'shelfstream_refund_steps_total',
  'Steps of refunds: `requested`, `asked_again` (the payment system has not answered), `issued`, `store_credit`.',
  ['step'],
);
export const OVER_RETURNED = counter(
  'shelfstream_over_returns_total',
  'Lines of which a till took back more than was sold.',
);

export const RETURNS_METRICS: readonly MetricDefinition[] = [
  RETURN_STEPS,
  RETURN_UNITS,
  REFUND_STEPS,
  OVER_RETURNED,
];
