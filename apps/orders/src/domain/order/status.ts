import type { OrderStatus } from '#contracts';
import type { OrderState } from './order.js';

/** The order as a whole, as its lines say. */
export function statusOf(order: OrderState): OrderStatus {
  let sourcing = 0;
  let open = 0;
  let fulfilled = 0;
  let fillable = 0;
  for (const line of order.lines) {
    sourcing += line.sourcing;
    open += line.sourcing + line.allocated;
    fulfilled += line.fulfilled;
    fillable += line.cancelled - line.unfillable;
  }
  if (open === 0) {
    if (fulfilled > 0) return 'fulfilled';
    return fillable > 0 ? 'cancelled' : 'unfillable';
  }
  if (fulfilled > 0) return 'partially_fulfilled';
  return sourcing > 0 ? 'sourcing' : 'allocated';
}
