import { counter, gauge, histogram, type MetricDefinition, SHORT_SECONDS } from '#platform';

export const BATCH_COMMANDS = histogram(
  'shelfstream_stock_batch_commands',
  'Stock commands that shared a transaction.',
  [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000],
);
export const BATCH_LINES = histogram(
  'shelfstream_stock_batch_lines',
  'Lines that shared a transaction.',
  [1, 5, 10, 50, 100, 250, 500, 1000, 2000],
);
export const BATCH_SECONDS = histogram(
  'shelfstream_stock_batch_duration_seconds',
  'A stock batch from its locks to its commit, by outcome: `committed` or `failed`.',
  SHORT_SECONDS,
  ['outcome'],
);
export const COMMIT_SECONDS = histogram(
  'shelfstream_stock_commit_delay_seconds',
  'From the receipt of a stock command to its commit: the one of each batch that waited longest.',
  SHORT_SECONDS,
);
export const QUEUED_COMMANDS = gauge(
  'shelfstream_stock_queue_commands',
  'Stock commands that wait for a batch.',
);
export const QUEUED_BYTES = gauge(
  'shelfstream_stock_queue_bytes',
  'How much the stock commands that wait for a batch take up.',
);
export const QUEUE_LIMIT = gauge(
  'shelfstream_stock_queue_limit_bytes',
  'Beyond this much, stock commands are turned away and topics wait.',
);
export const TURNED_AWAY = counter(
  'shelfstream_stock_commands_turned_away_total',
  'Stock commands that were turned away because the queue was full (503 `overloaded`).',
);
export const STOCK_COMMANDS = counter(
  'shelfstream_stock_commands_total',
  'Stock commands that were judged, by their kind, their outcome (`accepted`, `refused`) and the code of a refusal.',
  ['command', 'outcome', 'code'],
);
export const SALE_LINES = counter(
  'shelfstream_sale_lines_total',
  'Lines of receipts, from every intake: `posted`, `duplicate`, `pending`, `no_effect` or `rejected`.',
  ['outcome'],
);
export const SALE_AGE = histogram(
  'shelfstream_sale_age_seconds',
  'From the moment at which a till sold to the commit of that sale here.',
  [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21600, 86400],
);
export const OVERSOLD_EVENTS = counter(
  'shelfstream_oversold_events_total',
  'How often tills, counts or damage took units that were promised: once for each level and batch.',
);
export const OVERSOLD_UNITS = counter(
  'shelfstream_oversold_units_total',
  'Units that were promised and are not there any more.',
);
export const PENDING_SALE_LINES = gauge(
  'shelfstream_sale_lines_pending',
  'Lines of receipts that wait for their item or location to be known, counted up to 100000. Every replica shows the same.',
);
export const LEVEL_STREAMS = gauge('shelfstream_level_streams', 'Open streams of stock levels.');
export const LEVEL_STREAM_DELAY = histogram(
  'shelfstream_level_stream_delay_seconds',
  'From the batch that changed a level to its event on the streams of this replica: the oldest of those sent together.',
  [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
);

export const RECONCILIATIONS = counter(
  'shelfstream_reconciliations_total',
  'How often ledger, balances and reservations were compared: they `agreed`, or there was `drift`.',
  ['result'],
);

export const PASSED_OVER = counter(
  'shelfstream_cell_messages_passed_over_total',
  'Messages of shared topics that were for another cell, by consumer group; none where stock is not parted.',
  ['group'],
);

export const INVENTORY_METRICS: readonly MetricDefinition[] = [
  BATCH_COMMANDS,
  BATCH_LINES,
  BATCH_SECONDS,
  COMMIT_SECONDS,
  QUEUED_COMMANDS,
  QUEUED_BYTES,
  QUEUE_LIMIT,
  TURNED_AWAY,
  STOCK_COMMANDS,
  SALE_LINES,
  SALE_AGE,
  OVERSOLD_EVENTS,
  OVERSOLD_UNITS,
  PENDING_SALE_LINES,
  LEVEL_STREAMS,
  LEVEL_STREAM_DELAY,
  RECONCILIATIONS,
  PASSED_OVER,
];
