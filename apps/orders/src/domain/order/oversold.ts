import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import { isLive, isPicked, type OrderState } from './order.js';
import type { Circumstances } from './rules.js';
import { endIfEmpty, lose, takeFrom } from './shortage.js';
import { count } from './sourcing.js';

export interface AtRisk {
  readonly reservationId: string;
  readonly sku: string;
  readonly locationId: string;
  /** What the ledger held of it for this reservation when it found itself oversold. */
  readonly held: number;
  /** How many of those have to give way. */
  readonly missing: number;
}

/**
 * Tills took units that were promised: unpicked ones are given up and sourced again before the customer notices; what is
 * in a bag stays there. Judged by what may be kept, so the same news has no second effect. Requests: `release`.
 */
export function atRisk(order: OrderState, risk: AtRisk, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  const { reservationId, sku, locationId } = risk;
  const reservation = draft.order.reservations.find((r) => r.reservationId === reservationId);
  const keep = Math.max(0, risk.held - risk.missing);
  if (reservation?.status === 'asked') {
    reservation.keepAtMost.push({ sku, locationId, quantity: keep });
    return draft.finish();
  }
  if (reservation?.status !== 'committed') return draft.unchanged();
  const f = draft.order.fulfillments.find(
    (x) => x.reservationId === reservationId && x.locationId === locationId && isLive(x) && !isPicked(x),
  );
  const ours = f?.lines.filter((line) => line.sku === sku).reduce((n, line) => n + line.quantity, 0) ?? 0;
  if (f === undefined || ours <= keep) return draft.unchanged();
  const units = takeFrom(f, sku, ours - keep);
  draft.release(reservationId, locationId, units);
  draft.exclude(locationId, [sku], 'oversold');
  lose(draft, units, 'allocated', 'oversold');
  const { fulfillmentId } = f;
  draft.note('oversold', `A till took ${count(units)} of ${sku} that were promised.`, {
    fulfillmentId,
    locationId,
  });
  endIfEmpty(draft, f, 'oversold');
  return draft.finish();
}
