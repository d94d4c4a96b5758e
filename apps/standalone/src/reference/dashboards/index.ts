import { type Dashboard, perHour, perSecond, quantiles, shared } from './dashboard.js';

const OVERVIEW: Dashboard = {
  name: 'overview',
  title: 'overview',
  rows: [
    {
      title: 'Is it well?',
      panels: [
        { title: 'Checks that fail', stat: true, queries: [['count(shelfstream_ready == 0) or vector(0)']] },
        {
          title: 'Requests that fail',
          unit: 'percentunit',
          stat: true,
          queries: [['shelfstream:http_errors:ratio_rate5m']],
        },
        {
          title: 'Oldest unpublished event',
          unit: 's',
          stat: true,
          queries: [['max(shelfstream_outbox_oldest_age_seconds)']],
        },
        {
          title: 'Dead letters',
          stat: true,
          queries: [['sum(max by (group) (shelfstream_dead_letters{status="dead"}))']],
        },
        {
          title: 'Oversold units, 24 h',
          stat: true,
          queries: [['sum(increase(shelfstream_oversold_units_total[24h]))']],
        },
      ],
    },
    {
      title: 'What goes on',
      panels: [
        {
          title: 'Lines of receipts per second',
          queries: [[perSecond('shelfstream_sale_lines_total', 'outcome')]],
        },
        { title: 'Orders per hour', queries: [[perHour('shelfstream_orders_placed_total', 'method')]] },
        { title: 'Returns per hour', queries: [[perHour('shelfstream_return_steps_total', 'step')]] },
        {
          title: 'Messages per hour',
          queries: [[perHour('shelfstream_deliveries_total', 'channel, status')]],
        },
      ],
    },
    {
      title: 'HTTP',
      panels: [
        {
          title: 'Requests by status',
          unit: 'reqps',
          queries: [[perSecond('http_request_duration_seconds_count', 'status')]],
        },
        { title: 'How long requests take', unit: 's', queries: quantiles('http_request_duration_seconds') },
        {
          title: 'Slowest routes (p99)',
          unit: 's',
          queries: [
            [
              'topk(10, histogram_quantile(0.99, sum by (le, method, route) (rate(http_request_duration_seconds_bucket[$__rate_interval]))))',
              '{{method}} {{route}}',
            ],
          ],
        },
      ],
    },
    {
      title: 'Processes',
      panels: [
        {
          title: 'CPU',
          queries: [['sum by (pod) (rate(process_cpu_seconds_total[$__rate_interval]))', '{{pod}}']],
        },
        { title: 'Memory', unit: 'bytes', queries: [['process_resident_memory_bytes', '{{pod}}']] },
        { title: 'Event loop, p99', unit: 's', queries: [['nodejs_eventloop_lag_p99_seconds', '{{pod}}']] },
        {
          title: 'Database connections',
          queries: [
            ['sum by (service, state) (shelfstream_db_pool_connections)', '{{service}} {{state}}'],
            ['sum by (service) (shelfstream_db_pool_waiting_requests)', '{{service}} wait for one'],
            ['sum by (service) (shelfstream_db_pool_limit_connections)', '{{service}} at most'],
          ],
        },
      ],
    },
  ],
};

const INVENTORY: Dashboard = {
  name: 'inventory',
  title: 'inventory',
  rows: [
    {
      title: 'How fresh is what shops see?',
      panels: [
        {
          title: 'Receipt to commit',
          unit: 's',
          queries: quantiles('shelfstream_stock_commit_delay_seconds'),
        },
        {
          title: 'Event to broker',
          unit: 's',
          queries: [
            [
              'histogram_quantile(0.99, sum by (le) (rate(shelfstream_outbox_delay_seconds_bucket{service="inventory"}[$__rate_interval])))',
              'p99',
            ],
          ],
        },
        {
          title: 'Change to stream',
          unit: 's',
          queries: quantiles('shelfstream_level_stream_delay_seconds'),
        },
        { title: 'Till to commit', unit: 's', queries: quantiles('shelfstream_sale_age_seconds') },
      ],
    },
    {
      title: 'Stock commands',
      panels: [
        { title: 'Judged per second', queries: [[perSecond('shelfstream_stock_commands_total', 'command')]] },
        {
          title: 'Refused per second, by code',
          queries: [
            [
              perSecond('shelfstream_stock_commands_total{outcome="refused"}', 'command, code'),
              '{{command}} {{code}}',
            ],
          ],
        },
        { title: 'Open streams', queries: [['sum(shelfstream_level_streams)', 'streams']] },
      ],
    },
    {
      title: 'Batches',
      panels: [
        {
          title: 'Duration',
          unit: 's',
          queries: quantiles('shelfstream_stock_batch_duration_seconds', 'outcome'),
        },
        { title: 'Commands in a batch', queries: quantiles('shelfstream_stock_batch_commands') },
        { title: 'Lines in a batch', queries: quantiles('shelfstream_stock_batch_lines') },
        {
          title: 'Queue',
          unit: 'bytes',
          queries: [
            ['shelfstream_stock_queue_bytes', '{{pod}}'],
            ['max(shelfstream_stock_queue_limit_bytes)', 'limit'],
          ],
        },
        {
          title: 'Waiting, and turned away',
          queries: [
            ['sum(shelfstream_stock_queue_commands)', 'waiting'],
            [perSecond('shelfstream_stock_commands_turned_away_total'), 'turned away per second'],
          ],
        },
      ],
    },
    {
      title: 'Does the book hold?',
      panels: [
        {
          title: 'Oversold per hour',
          queries: [
            ['sum(increase(shelfstream_oversold_units_total[1h]))', 'units'],
            ['sum(increase(shelfstream_oversold_events_total[1h]))', 'events'],
          ],
        },
        { title: 'Receipt lines that wait', queries: [['max(shelfstream_sale_lines_pending)', 'lines']] },
        {
          title: 'Reservations per hour',
          queries: [
            [
              'sum by (type) (increase(shelfstream_events_published_total{type=~"inventory.reservation-.*"}[1h]))',
            ],
          ],
        },
        {
          title: 'Reconciliations, 24 h',
          queries: [['sum by (result) (increase(shelfstream_reconciliations_total[24h]))']],
        },
      ],
    },
  ],
};

const ORDERS: Dashboard = {
  name: 'orders',
  title: 'orders',
  rows: [
    {
      title: 'Orders',
      panels: [
        { title: 'Placed per hour', queries: [[perHour('shelfstream_orders_placed_total', 'method')]] },
        {
          title: 'Came to a status, per hour',
          queries: [[perHour('shelfstream_orders_status_changes_total', 'status')]],
        },
        {
          title: 'Placed to promised',
          unit: 's',
          queries: quantiles('shelfstream_order_allocation_delay_seconds'),
        },
      ],
    },
    {
      title: 'What goes wrong',
      panels: [
        {
          title: 'Sourced anew per hour, by reason',
          queries: [[perHour('shelfstream_orders_resourced_total', 'reason')]],
        },
        {
          title: 'Cancelled units per hour',
          queries: [[perHour('shelfstream_order_units_cancelled_total', 'reason')]],
        },
        { title: 'Tasks per hour', queries: [[perHour('shelfstream_order_tasks_raised_total', 'type')]] },
      ],
    },
    {
      title: 'Stores',
      panels: [
        {
          title: 'Steps of fulfillments per hour',
          queries: [
            [perHour('shelfstream_fulfillment_steps_total', 'step, method'), '{{step}} ({{method}})'],
          ],
        },
        {
          title: 'Rejected or expired, of those opened',
          unit: 'percentunit',
          queries: ['rejected', 'expired'].map((step) => [
            `sum(increase(shelfstream_fulfillment_steps_total{step="${step}"}[1d])) / ` +
              'sum(increase(shelfstream_fulfillment_steps_total{step="opened"}[1d]))',
            step,
          ]),
        },
      ],
    },
  ],
};

const RETURNS_AND_NOTIFICATIONS: Dashboard = {
  name: 'returns-and-notifications',
  title: 'returns and notifications',
  rows: [
    {
      title: 'Returns',
      panels: [
        { title: 'Steps per hour', queries: [[perHour('shelfstream_return_steps_total', 'step')]] },
        {
          title: 'Units that came back, per hour',
          queries: [[perHour('shelfstream_return_units_received_total', 'disposition')]],
        },
        { title: 'Refunds per hour', queries: [[perHour('shelfstream_refund_steps_total', 'step')]] },
        {
          title: 'Taken back beyond what was sold, 24 h',
          stat: true,
          queries: [['sum(increase(shelfstream_over_returns_total[24h]))']],
        },
      ],
    },
    {
      title: 'Messages',
      panels: [
        {
          title: 'Finished per hour',
          queries: [[perHour('shelfstream_deliveries_total', 'channel, status'), '{{channel}} {{status}}']],
        },
        {
          title: 'Tries per hour',
          queries: [
            [perHour('shelfstream_delivery_attempts_total', 'channel, outcome'), '{{channel}} {{outcome}}'],
          ],
        },
        {
          title: 'How long a try takes',
          unit: 's',
          queries: quantiles('shelfstream_delivery_attempt_duration_seconds', 'channel'),
        },
      ],
    },
    {
      title: 'What waits',
      panels: [
        { title: 'Pending', queries: [[shared('shelfstream_deliveries_pending', 'channel')]] },
        {
          title: 'Overdue',
          unit: 's',
          queries: [[shared('shelfstream_deliveries_overdue_seconds', 'channel')]],
        },
        { title: 'Webhook endpoints', queries: [[shared('shelfstream_webhook_endpoints', 'state')]] },
      ],
    },
  ],
};

const MESSAGING: Dashboard = {
  name: 'messaging',
  title: 'messaging',
  rows: [
    {
      title: 'Outbox',
      panels: [
        { title: 'Events that wait', queries: [[shared('shelfstream_outbox_messages', 'service')]] },
        {
          title: 'Age of the oldest',
          unit: 's',
          queries: [[shared('shelfstream_outbox_oldest_age_seconds', 'service')]],
        },
        {
          title: 'Made to published',
          unit: 's',
          queries: quantiles('shelfstream_outbox_delay_seconds', 'service'),
        },
        {
          title: 'Relays, and failed publications per second',
          queries: [
            ['sum by (service) (shelfstream_outbox_relay_active)', '{{service}} relays'],
            [perSecond('shelfstream_outbox_publish_failures_total', 'service'), '{{service}} failures'],
          ],
        },
      ],
    },
    {
      title: 'Events',
      panels: [
        {
          title: 'Published per second',
          queries: [[perSecond('shelfstream_events_published_total', 'type')]],
        },
      ],
    },
    {
      title: 'Consumers',
      panels: [
        { title: 'Lag', queries: [[shared('shelfstream_consumer_lag_messages', 'group')]] },
        {
          title: 'Handled per second',
          queries: [[perSecond('shelfstream_consumer_messages_total{outcome="handled"}', 'group')]],
        },
        {
          title: 'Batches, p99',
          unit: 's',
          queries: [quantiles('shelfstream_consumer_batch_duration_seconds', 'group')[2]!],
        },
        {
          title: 'For other cells, per second',
          queries: [[perSecond('shelfstream_cell_messages_passed_over_total', 'group')]],
        },
      ],
    },
    {
      title: 'What fails',
      panels: [
        {
          title: 'Dead letters',
          queries: [[shared('shelfstream_dead_letters', 'group, status'), '{{group}} {{status}}']],
        },
        {
          title: 'Retries per second',
          queries: [
            [perSecond('shelfstream_consumer_retries_total', 'group, failure'), '{{group}} {{failure}}'],
          ],
        },
      ],
    },
  ],
};

export const DASHBOARDS: readonly Dashboard[] = [
  OVERVIEW,
  INVENTORY,
  ORDERS,
  RETURNS_AND_NOTIFICATIONS,
  MESSAGING,
];
