import type { SourcingDecision } from '#contracts';
import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import {
  type FulfillmentState,
  isLive,
  isPicked,
  type OrderState,
  type Place,
  type ReservationState,
  type StockUnits,
  type UnitsOfLine,
  withoutPlace,
} from './order.js';
import type { Circumstances } from './rules.js';
import { endIfEmpty, lose, takeFrom } from './shortage.js';
import { count, placeOf } from './sourcing.js';

export interface Committed {
  readonly reservationId: string;
  readonly lines: readonly StockUnits[];
  /** How a hold's units are best used: made from its lines alone. Null for a reservation of our own. */
  readonly plan: SourcingDecision | null;
}

/**
 * The ledger promises the units. Known promises change nothing; one that is not needed any more is released at once. What
 * a hold has beyond the order is released, what the order has beyond the hold is left to be sourced. Requests:
 * `release`. Facts: `fulfillment-opened`, `order-allocated`, `order-status-changed`.
 */
export function committed(order: OrderState, answer: Committed, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  const reservation = draft.order.reservations.find((r) => r.reservationId === answer.reservationId);
  if (reservation === undefined || reservation.status === 'committed') return draft.unchanged();
  if (reservation.status !== 'asked') {
    draft.releaseAll(reservation);
    draft.note(
      'late_promise_released',
      'A promise came that is not needed any more; its units are released.',
    );
    return draft.finish();
  }
  reservation.status = 'committed';
  reservation.askAgainAt = null;
  draft.order.tries = 0;
  const promised = new Promised(answer.lines, reservation.keepAtMost);
  if (answer.plan !== null) draft.explain(answer.plan);
  for (const place of placesOf(reservation, answer.plan)) openAt(draft, reservation, place, promised);
  for (const rest of promised.rest()) draft.release(reservation.reservationId, rest.locationId, [rest]);
  return draft.finish();
}

/** Opens a fulfillment with what is promised of the place's units; what a till took of them meanwhile is lost. */
function openAt(
  draft: Draft,
  reservation: ReservationState,
  place: PlaceWithUnits,
  promised: Promised,
): void {
  const kept: UnitsOfLine[] = [];
  const lost: UnitsOfLine[] = [];
  for (const { lineId, sku, quantity } of place.lines) {
    const wanted = Math.min(quantity, withoutPlace(draft.order, draft.line(lineId)));
    const got = promised.take(sku, place.locationId, wanted);
    if (got > 0) kept.push({ lineId, sku, quantity: got });
    if (got < wanted) lost.push({ lineId, sku, quantity: wanted - got });
  }
  draft.move(kept, 'sourcing', 'allocated');
  if (kept.length > 0) open(draft, reservation, place, kept);
  if (lost.length === 0) return;
  const { locationId } = place;
  draft.exclude(locationId, [...new Set(lost.map(({ sku }) => sku))], 'oversold');
  draft.note('oversold', `A till took ${count(lost)} that were promised.`, { locationId });
  lose(draft, lost, 'sourcing', 'oversold');
}

/** Of an answer's units, those that are not used yet; never more than tills left of them. */
class Promised {
  private readonly free = new Map<string, number>();
  private readonly used = new Map<string, number>();

  constructor(
    private readonly lines: readonly StockUnits[],
    limits: ReservationState['keepAtMost'],
  ) {
    for (const { sku, locationId, quantity } of lines) this.free.set(key(sku, locationId), quantity);
    for (const { sku, locationId, quantity } of limits) {
      const id = key(sku, locationId);
      this.free.set(id, Math.min(this.free.get(id) ?? 0, quantity));
    }
  }

  take(sku: string, locationId: string, wanted: number): number {
    const id = key(sku, locationId);
    const there = this.free.get(id) ?? 0;
    const taken = Math.min(there, wanted);
    this.free.set(id, there - taken);
    this.used.set(id, (this.used.get(id) ?? 0) + taken);
    return taken;
  }

  /** What is promised and not used. */
  rest(): StockUnits[] {
    return this.lines
      .map((line) => {
        const used = this.used.get(key(line.sku, line.locationId)) ?? 0;
        return { ...line, quantity: line.quantity - used };
      })
      .filter((line) => line.quantity > 0);
  }
}

const key = (sku: string, locationId: string): string => JSON.stringify([sku, locationId]);

type PlaceWithUnits = Place & { readonly lines: readonly UnitsOfLine[] };

function placesOf(reservation: ReservationState, plan: SourcingDecision | null): PlaceWithUnits[] {
  if (reservation.place !== null) return [{ ...reservation.place, lines: reservation.lines }];
  return (plan?.assignments ?? []).map((assignment) => ({ ...placeOf(assignment), lines: assignment.lines }));
}

function open(
  draft: Draft,
  { reservationId }: ReservationState,
  { locationId, method, pickupLocationId, promisedAt }: Place,
  lines: readonly UnitsOfLine[],
): void {
  const { order, at } = draft;
  if (method === 'pickup') order.pickupLocationId ??= locationId;
  // What others send to the store waits there, whoever chose the store.
  else if (method === 'ship_to_store') order.pickupLocationId ??= pickupLocationId;
  const f: FulfillmentState = {
    fulfillmentId: at.newId(),
    locationId,
    pickupLocationId: counterOf(order, { locationId, method, pickupLocationId }),
    method,
    reservationId,
    status: 'open',
    version: 0,
    promisedAt,
    remindAt: null,
    pickupBy: null,
    attentionAt: null,
    carrier: null,
    trackingNumber: null,
    reason: null,
    codeTries: 0,
    codeLockedUntil: null,
    collectedBy: null,
    left: false,
    lines: lines.map((line) => ({ ...line, picked: 0 })),
    createdAt: at.now,
    updatedAt: at.now,
  };
  order.fulfillments.push(f);
  draft.note('reserved', `${locationId} promises ${count(lines)} (${method}).`, {
    fulfillmentId: f.fulfillmentId,
    locationId,
  });
  if (!order.onHold) askStore(draft, f);
}

/** The store's work begins: it is told, and somebody looks when it takes too long. */
export function askStore(draft: Draft, f: FulfillmentState): void {
  f.attentionAt = Math.max(f.promisedAt ?? 0, draft.at.now) + draft.at.rules.attentionAfterMs;
  draft.step(f, 'fulfillment-opened');
}

function counterOf(
  order: OrderState,
  { locationId, method, pickupLocationId }: Omit<Place, 'promisedAt'>,
): string | null {
  if (method === 'ship') return null;
  return method === 'pickup' ? locationId : (pickupLocationId ?? order.pickupLocationId ?? locationId);
}

export interface Refused {
  readonly reservationId: string;
  readonly request: 'reserve' | 'commit' | 'fulfill' | 'release' | 'stage';
  readonly code: string;
  readonly lines: readonly { readonly sku: string; readonly locationId: string }[];
}

/**
 * The ledger said no. A place that does not have the units is not asked for them again, and they are sourced anew. When
 * goods left for which the ledger holds no promise, the shelf is to be counted. Facts: `task-raised`.
 */
export function refused(order: OrderState, answer: Refused, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  const reservation = draft.order.reservations.find((r) => r.reservationId === answer.reservationId);
  if (reservation === undefined) return draft.unchanged();
  switch (answer.request) {
    case 'reserve':
    case 'commit':
      if (reservation.status !== 'asked') return draft.unchanged();
      reservation.status = 'refused';
      reservation.askAgainAt = null;
      excludeRefused(draft, reservation, answer);
      break;
    case 'fulfill':
      countAfterUnpromisedExit(draft, reservation);
      break;
    case 'release':
      // Nothing is held for it any more, so no answers to our releases are to be told from others'.
      reservation.releasing = [];
      break;
    case 'stage':
      return draft.unchanged();
  }
  return draft.finish();
}

function excludeRefused(draft: Draft, { place, lines }: ReservationState, answer: Refused): void {
  if (place === null) {
    draft.note('hold_refused', `The hold made at checkout cannot be used (${answer.code}).`);
    return;
  }
  const { locationId } = place;
  const short = answer.lines.filter((line) => line.locationId === locationId).map((line) => line.sku);
  const skus = short.length > 0 ? short : [...new Set(lines.map((line) => line.sku))];
  draft.exclude(locationId, skus, 'refused');
  draft.note('reservation_refused', `${locationId} cannot promise the units (${answer.code}).`, {
    locationId,
  });
}

function countAfterUnpromisedExit(draft: Draft, { reservationId }: ReservationState): void {
  for (const f of draft.order.fulfillments) {
    if (f.reservationId !== reservationId || !(f.left || f.status === 'picked_up')) continue;
    const { locationId, fulfillmentId } = f;
    const lines = f.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
    draft.raise({ type: 'cycle_count', locationId, fulfillmentId, reason: 'left_without_promise', lines });
    draft.note('left_without_promise', 'Goods left that the ledger held no promise for; a count is raised.', {
      fulfillmentId,
      locationId,
    });
  }
}

/**
 * Promised units are free. Where we asked for that it is only ticked off; where somebody else freed them, the units are
 * sourced again, unless they are picked already.
 */
export function released(
  order: OrderState,
  answer: { reservationId: string; lines: readonly StockUnits[] },
  at: Circumstances,
): Decision {
  const draft = new Draft(order, at);
  const reservation = draft.order.reservations.find((r) => r.reservationId === answer.reservationId);
  if (reservation === undefined || reservation.status !== 'committed') return draft.unchanged();
  for (const line of answer.lines) {
    const foreign = line.quantity - tickOff(reservation, line);
    if (foreign > 0) loseTo(draft, reservation, { ...line, quantity: foreign });
  }
  return draft.finish();
}

/** How many of these units we asked to release. */
function tickOff(reservation: ReservationState, { sku, locationId, quantity }: StockUnits): number {
  let ours = 0;
  reservation.releasing = reservation.releasing.flatMap((asked) => {
    if (asked.sku !== sku || asked.locationId !== locationId) return [asked];
    const matched = Math.min(asked.quantity, quantity - ours);
    ours += matched;
    return matched === asked.quantity ? [] : [{ ...asked, quantity: asked.quantity - matched }];
  });
  return ours;
}

function loseTo(draft: Draft, { reservationId }: ReservationState, units: StockUnits): void {
  let left = units.quantity;
  for (const f of draft.order.fulfillments) {
    if (f.reservationId !== reservationId || f.locationId !== units.locationId) continue;
    if (!isLive(f) || isPicked(f)) continue;
    const lost = takeFrom(f, units.sku, left);
    left -= lost.reduce((n, part) => n + part.quantity, 0);
    draft.move(lost, 'allocated', 'sourcing');
    draft.order.sourceAt = null;
    const { fulfillmentId, locationId } = f;
    draft.note(
      'promise_lost',
      `The promise of ${count(lost)} was released elsewhere; they are sourced again.`,
      {
        fulfillmentId,
        locationId,
      },
    );
    endIfEmpty(draft, f, 'promise_lost');
  }
}
