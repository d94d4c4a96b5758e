import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import { isLive, type OrderState } from './order.js';
import type { Circumstances } from './rules.js';

/**
 * The customer is forgotten, and with the person the address. Somebody has to decide about what was still to be sent
 * there. Facts: `task-raised`.
 */
export function addressForgotten(order: OrderState, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  const parcels = order.fulfillments.filter((f) => isLive(f) && f.method === 'ship');
  const sought = order.method === 'ship' ? order.lines.filter((line) => line.sourcing > 0) : [];
  const lines = [
    ...parcels.flatMap((f) => f.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }))),
    ...sought.map(({ lineId, sku, sourcing }) => ({ lineId, sku, quantity: sourcing })),
  ];
  if (lines.length === 0) return draft.unchanged();
  draft.raise({
    type: 'attention',
    locationId: parcels[0]?.locationId ?? null,
    fulfillmentId: parcels[0]?.fulfillmentId ?? null,
    reason: 'address_erased',
    lines,
  });
  draft.note(
    'address_erased',
    'The customer was forgotten before everything was sent; a person is asked to look.',
  );
  return draft.finish();
}
