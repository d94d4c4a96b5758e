import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import {
  type FulfillmentState,
  isLive,
  isPicked,
  type OrderState,
  stockUnits,
  type TaskState,
} from './order.js';
import type { Circumstances } from './rules.js';
import { handOver } from './steps.js';

export interface RungUp {
  readonly fulfillmentId: string;
  /** The store whose till it was. */
  readonly locationId: string;
}

/**
 * A till rang the pickup up: the customer has it, so it cannot be refused. It is the same handover as with a code, once.
 * Goods that were to go back on the shelf left instead; where nothing of it can be, the shelf is to be counted.
 * Requests: `fulfill`. Facts: `fulfillment-picked-up`, `task-raised`.
 */
export function rungUp(order: OrderState, sale: RungUp, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  const f = draft.order.fulfillments.find((x) => x.fulfillmentId === sale.fulfillmentId);
  if (f === undefined || f.status === 'picked_up') return draft.unchanged();
  const where = { fulfillmentId: f.fulfillmentId, locationId: sale.locationId };
  if (isLive(f) && f.method !== 'ship') {
    if (!isPicked(f)) for (const line of f.lines) line.picked = line.quantity;
    handOver(draft, f, null);
    draft.note('picked_up', 'The customer has it; it was rung up at the till.', where);
    return draft.finish();
  }
  const putAway = draft.order.tasks.find(
    (task) => task.type === 'put_away' && task.fulfillmentId === f.fulfillmentId && task.completedAt === null,
  );
  if (putAway !== undefined) {
    soldInsteadOfPutAway(draft, f, putAway);
    draft.note('sold_at_till', 'Goods that were to be put away were sold at the till.', where);
    return draft.finish();
  }
  draft.raise({
    type: 'cycle_count',
    locationId: sale.locationId,
    fulfillmentId: f.fulfillmentId,
    reason: 'rung_up_out_of_turn',
    // With lines of which it holds nothing any more: a count needs to know of which goods.
    lines: f.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
  });
  draft.note(
    'rung_up_out_of_turn',
    `A till rang it up although it is ${f.status}; a count is raised.`,
    where,
  );
  return draft.finish();
}

function soldInsteadOfPutAway(draft: Draft, f: FulfillmentState, task: TaskState): void {
  task.completedAt = draft.at.now;
  if (f.left) return;
  const { reservationId, locationId } = f;
  const lines = stockUnits(locationId, task.lines);
  draft.ask({ request: 'fulfill', data: { reservationId, reference: draft.order.orderId, lines } });
}
