/** What a person or a store is told of. */
export const TEMPLATES = [
  'order_confirmed',
  'ready_for_pickup',
  'pickup_reminder',
  'pickup_expired',
  'shipped',
  'lines_cancelled',
  'refund_due',
  'return_received',
  'refund_issued',
  'store_credit_issued',
  'back_in_stock',
  'new_work',
  'work_rejected',
  'oversold',
  'low_stock',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** The template of a delivery to a webhook: the event as it is. */
export const EVENT_TEMPLATE = 'event';

export const isTemplate = (name: string): name is Template => (TEMPLATES as readonly string[]).includes(name);
