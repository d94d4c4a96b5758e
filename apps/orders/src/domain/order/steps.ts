import type { FulfillmentMethod, FulfillmentStatus } from '#contracts';
import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import {
  type FulfillmentState,
  isLive,
  isPicked,
  type OrderState,
  stockUnits,
  type UnitsOfLine,
  whereabouts,
} from './order.js';
import { type Refusal, refusal } from './refusal.js';
import type { Circumstances } from './rules.js';
import { lose } from './shortage.js';
import { count } from './sourcing.js';

export type StepName = 'accept' | 'reject' | 'pick' | 'pack' | 'ready' | 'handover' | 'ship';

/** What is on the shelf after a rejection: nothing, as the book says, or what was counted. */
export type ShelfCount = 'empty' | 'as_booked' | number | readonly { sku: string; quantity: number }[];

export type StoreStep =
  | { readonly step: 'accept' | 'pack' | 'ready' }
  | { readonly step: 'reject'; readonly reason: string; readonly shelf: ShelfCount }
  /** What was found, absolute; lines left out were found whole. */
  | { readonly step: 'pick'; readonly lines: readonly { lineId: string; picked: number }[] }
  /** `codeIsRight`: whether the customer showed the code of this fulfillment. */
  | { readonly step: 'handover'; readonly collectedBy: string; readonly codeIsRight: boolean }
  | { readonly step: 'ship'; readonly carrier: string; readonly trackingNumber: string };

const NEXT: Readonly<Record<FulfillmentStatus, readonly StepName[]>> = {
  open: ['accept', 'pick', 'reject'],
  accepted: ['pick', 'reject'],
  picking: ['pick', 'pack', 'ready', 'ship', 'reject'],
  packed: ['ready', 'ship', 'reject'],
  ready_for_pickup: ['handover'],
  picked_up: [],
  shipped: ['ready'],
  rejected: [],
  cancelled: [],
  expired: [],
};

/** What a store may do with it next. A pickup is not shipped; what is sent becomes ready only where it arrives. */
export function nextSteps({
  status,
  method,
}: {
  status: FulfillmentStatus;
  method: FulfillmentMethod;
}): StepName[] {
  return NEXT[status].filter((step) => {
    if (step === 'ship') return method !== 'pickup';
    if (step === 'ready') return method === 'pickup' || (method === 'ship_to_store' && status === 'shipped');
    return true;
  });
}

/**
 * A store's step. The same step with the same content, once more, changes nothing. Refused: `fulfillment_not_found`,
 * `fulfillment_step_out_of_turn` (with the status and the steps that may come next), `order_on_hold`, `unknown_line`,
 * `picked_more_than_asked`, `unknown_sku` (of a count); at the counter `wrong_pickup_code`, `pickup_code_locked`, `pickup_expired`.
 */
export function takeStep(
  order: OrderState,
  fulfillmentId: string,
  step: StoreStep,
  at: Circumstances,
): Decision {
  const draft = new Draft(order, at);
  const f = draft.order.fulfillments.find((x) => x.fulfillmentId === fulfillmentId);
  if (f === undefined) {
    return draft.refuse(
      refusal('fulfillment_not_found', `There is no fulfillment "${fulfillmentId}". Check the id.`),
    );
  }
  if (isDone(f, step)) return draft.unchanged();
  if (draft.order.onHold) {
    return draft.refuse(
      refusal('order_on_hold', 'The order waits for returned goods. Prepare it once it is in the work list.'),
    );
  }
  if (!nextSteps(f).includes(step.step)) return draft.refuse(outOfTurn(f, step.step));
  switch (step.step) {
    case 'accept':
      f.status = 'accepted';
      draft.step(f, 'fulfillment-accepted');
      note(draft, f, 'accepted', 'The store will prepare it.');
      break;
    case 'reject': {
      const fault = misfit(f, step.shelf);
      if (fault !== null) return draft.refuse(fault);
      reject(draft, f, step.reason, step.shelf);
      break;
    }
    case 'pick': {
      const fault = pick(draft, f, step.lines);
      if (fault !== null) return draft.refuse(fault);
      break;
    }
    case 'pack':
      f.status = 'packed';
      draft.step(f, 'fulfillment-packed');
      note(draft, f, 'packed', 'It is packed.');
      break;
    case 'ready':
      makeReady(draft, f);
      break;
    case 'handover':
      return atTheCounter(draft, f, step);
    case 'ship':
      ship(draft, f, step.carrier, step.trackingNumber);
      break;
  }
  return draft.finish();
}

/** The customer, or the carrier, has the goods now: their stock leaves, unless it has left before. */
export function handOver(draft: Draft, f: FulfillmentState, collectedBy: string | null): void {
  const units = unitsOf(f);
  if (!f.left) leave(draft, f);
  draft.move(units, 'allocated', 'fulfilled');
  f.status = 'picked_up';
  f.collectedBy = collectedBy;
  f.codeTries = 0;
  f.codeLockedUntil = null;
  draft.step(f, 'fulfillment-picked-up');
}

export const unitsOf = (f: FulfillmentState): UnitsOfLine[] =>
  f.lines
    .map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }))
    .filter((units) => units.quantity > 0);

/** Picked units go back on the shelf; they are free once that is done. */
export function putAway(draft: Draft, f: FulfillmentState, reason: string): void {
  const lines = f.lines.filter((line) => line.picked > 0);
  if (lines.length === 0) return;
  draft.raise({
    type: 'put_away',
    locationId: whereabouts(f),
    fulfillmentId: f.fulfillmentId,
    reason,
    lines: lines.map(({ lineId, sku, picked }) => ({ lineId, sku, quantity: picked })),
  });
}

function isDone(f: FulfillmentState, step: StoreStep): boolean {
  switch (step.step) {
    case 'accept':
      return f.status === 'accepted';
    case 'reject':
      return f.status === 'rejected' && f.reason === step.reason;
    case 'pick':
      return (
        ((isPicked(f) && isLive(f)) || foundNothing(f, step.lines)) &&
        step.lines.every((line) => f.lines.some((l) => l.lineId === line.lineId && l.picked === line.picked))
      );
    case 'pack':
      return f.status === 'packed';
    case 'ready':
      return f.status === 'ready_for_pickup';
    case 'handover':
      return f.status === 'picked_up' && step.codeIsRight && f.collectedBy === step.collectedBy;
    case 'ship':
      return f.status === 'shipped' && f.carrier === step.carrier && f.trackingNumber === step.trackingNumber;
  }
}

/** A pick that found nothing has ended the fulfillment; told again, it is still that pick. */
const foundNothing = (f: FulfillmentState, found: readonly { readonly picked: number }[]): boolean =>
  f.status === 'rejected' &&
  f.reason === 'short_pick' &&
  found.length > 0 &&
  found.every(({ picked }) => picked === 0);

function outOfTurn(f: FulfillmentState, step: StepName): Refusal {
  const next = nextSteps(f);
  const advice =
    next.length === 0 ? 'Nothing is left to do with it.' : `What may come next: ${next.join(', ')}.`;
  return refusal(
    'fulfillment_step_out_of_turn',
    `The fulfillment is ${f.status} (${f.method}), so "${step}" is out of turn. ${advice}`,
    { fulfillmentStatus: f.status, next },
  );
}

/**
 * Promised units that lie on the shelf are free again; picked ones become a task. The shelf is counted, and the units
 * are sourced without this store.
 */
function reject(draft: Draft, f: FulfillmentState, reason: string, shelf: ShelfCount): void {
  const { locationId, fulfillmentId } = f;
  const units = unitsOf(f);
  if (isPicked(f)) putAway(draft, f, 'rejected');
  else draft.release(f.reservationId, locationId, units);
  // Units in a bag say nothing about the shelf, unless somebody counted it.
  if (shelf !== 'as_booked' && !(isPicked(f) && shelf === 'empty')) {
    correctShelf(draft, f, counted(units, shelf), 'rejected');
  }
  f.status = 'rejected';
  f.reason = reason;
  draft.step(f, 'fulfillment-rejected');
  draft.exclude(locationId, null, 'rejected');
  lose(draft, units, 'allocated', 'rejected');
  draft.note('fulfillment_rejected', `${locationId} cannot prepare it.`, { fulfillmentId, locationId });
}

/** The ledger takes a count whole or not at all: one wrong SKU would leave every level there as it is. */
function misfit(f: FulfillmentState, shelf: ShelfCount): Refusal | null {
  if (typeof shelf !== 'object') return null;
  const stranger = shelf.find(({ sku }) => !f.lines.some((line) => line.sku === sku));
  if (stranger === undefined) return null;
  const skus = [...new Set(f.lines.map(({ sku }) => sku))];
  return refusal(
    'unknown_sku',
    `The fulfillment has no "${stranger.sku}". Give in "countNow" what is on the shelf of: ${skus.join(', ')}.`,
    { sku: stranger.sku, skus },
  );
}

function counted(
  units: readonly UnitsOfLine[],
  shelf: Exclude<ShelfCount, 'as_booked'>,
): { sku: string; quantity: number }[] {
  if (typeof shelf === 'object') return [...shelf];
  const each = shelf === 'empty' ? 0 : shelf;
  return [...new Set(units.map(({ sku }) => sku))].map((sku) => ({ sku, quantity: each }));
}

/** Sets the levels there to what was found, and asks for a proper count. */
function correctShelf(
  draft: Draft,
  { locationId, fulfillmentId }: FulfillmentState,
  shelf: readonly { sku: string; quantity: number }[],
  reason: string,
): void {
  const { order, at } = draft;
  draft.ask({
    request: 'count',
    data: {
      countId: at.newId(),
      reference: order.orderId,
      locationId,
      countedAt: new Date(at.now).toISOString(),
      lines: shelf.map(({ sku, quantity }) => ({ sku, quantity })),
    },
  });
  const lines = shelf.map(({ sku, quantity }) => ({ lineId: null, sku, quantity }));
  draft.raise({ type: 'cycle_count', locationId, fulfillmentId, reason, lines });
}

/** Takes what was found; the rest is short: sourced elsewhere or cancelled, and the shelf there is taken as empty. */
function pick(
  draft: Draft,
  f: FulfillmentState,
  found: readonly { lineId: string; picked: number }[],
): Refusal | null {
  const { locationId } = f;
  const unknown = found.find(({ lineId }) => !f.lines.some((line) => line.lineId === lineId));
  if (unknown !== undefined) {
    return refusal('unknown_line', `The fulfillment has no line "${unknown.lineId}". Check its lines.`);
  }
  const short: UnitsOfLine[] = [];
  for (const line of f.lines) {
    const picked = found.find(({ lineId }) => lineId === line.lineId)?.picked ?? line.quantity;
    if (picked > line.quantity) {
      return refusal(
        'picked_more_than_asked',
        `Line "${line.lineId}" asks for ${line.quantity}, not ${picked}. Put the rest back on the shelf.`,
        { lineId: line.lineId, quantity: line.quantity },
      );
    }
    if (picked < line.quantity) {
      short.push({ lineId: line.lineId, sku: line.sku, quantity: line.quantity - picked });
    }
    line.quantity = picked;
    line.picked = picked;
  }
  const nothing = f.lines.every((line) => line.picked === 0);
  draft.release(f.reservationId, locationId, short);
  stage(draft, f, short);
  if (short.length > 0) {
    correctShelf(draft, f, counted(short, 'empty'), 'short_pick');
    draft.exclude(locationId, [...new Set(short.map(({ sku }) => sku))], 'short_pick');
    note(draft, f, 'short_pick', `${count(short)} were not found.`);
  }
  f.status = nothing ? 'rejected' : 'picking';
  if (nothing) f.reason = 'short_pick';
  draft.step(f, nothing ? 'fulfillment-rejected' : 'fulfillment-picked');
  if (!nothing) note(draft, f, 'picked', `${count(unitsOf(f))} are picked.`);
  lose(draft, short, 'allocated', 'short_pick');
  return null;
}

/** Tells the ledger what lies in the bag: after the release of what does not, since that lowers it. */
function stage(draft: Draft, f: FulfillmentState, short: readonly UnitsOfLine[]): void {
  const { reservationId, locationId } = f;
  const picked = stockUnits(
    locationId,
    f.lines.map(({ sku, picked: quantity }) => ({ sku, quantity })),
  );
  const gone = short
    .map(({ sku }) => sku)
    .filter((sku) => isPicked(f) && !picked.some((units) => units.sku === sku));
  const lines = [
    ...picked.map(({ sku, quantity }) => ({ sku, locationId, staged: quantity })),
    ...[...new Set(gone)].map((sku) => ({ sku, locationId, staged: 0 })),
  ];
  if (lines.length === 0) return;
  draft.ask({ request: 'stage', data: { reservationId, reference: draft.order.orderId, lines } });
}

function makeReady(draft: Draft, f: FulfillmentState): void {
  const { now, rules } = draft.at;
  f.status = 'ready_for_pickup';
  f.pickupBy = now + rules.pickupHoldMs;
  f.remindAt = rules.pickupReminderMs < rules.pickupHoldMs ? f.pickupBy - rules.pickupReminderMs : null;
  f.attentionAt = null;
  draft.step(f, 'fulfillment-ready-for-pickup');
  note(draft, f, 'ready_for_pickup', 'The customer may come.');
}

/** A parcel for the customer is out of our hands; one for a store is still promised. */
function ship(draft: Draft, f: FulfillmentState, carrier: string, trackingNumber: string): void {
  f.carrier = carrier;
  f.trackingNumber = trackingNumber;
  leave(draft, f);
  if (f.method === 'ship') draft.move(unitsOf(f), 'allocated', 'fulfilled');
  f.status = 'shipped';
  f.attentionAt = draft.at.now + draft.at.rules.transitAttentionMs;
  draft.step(f, 'fulfillment-shipped');
  note(draft, f, 'shipped', 'It is with the carrier.');
}

function leave(draft: Draft, f: FulfillmentState): void {
  const { reservationId, locationId } = f;
  draft.ask({
    request: 'fulfill',
    data: {
      reservationId,
      reference: draft.order.orderId,
      lines: stockUnits(locationId, unitsOf(f)),
    },
  });
  f.left = true;
}

function atTheCounter(
  draft: Draft,
  f: FulfillmentState,
  { collectedBy, codeIsRight }: Extract<StoreStep, { step: 'handover' }>,
): Decision {
  const { now, rules } = draft.at;
  if (f.pickupBy !== null && f.pickupBy <= now) {
    return draft.refuse(
      refusal(
        'pickup_expired',
        'The time to collect it is over. Keep the goods; the customer gets a refund.',
      ),
    );
  }
  if (f.codeLockedUntil !== null && f.codeLockedUntil > now)
    return draft.refuse(locked(f.codeLockedUntil - now));
  if (codeIsRight) {
    handOver(draft, f, collectedBy);
    note(draft, f, 'picked_up', 'The customer has it.');
    return draft.finish();
  }
  f.codeTries += 1;
  const triesLeft = Math.max(0, rules.codeTries - f.codeTries);
  if (triesLeft === 0) {
    f.codeTries = 0;
    f.codeLockedUntil = now + rules.codeLockMs;
    note(draft, f, 'pickup_code_locked', 'Too many wrong pickup codes; the counter has to wait.');
  }
  return draft.refuseAndKeep(
    refusal('wrong_pickup_code', `This is not the code of the order. Tries left: ${triesLeft}.`, {
      triesLeft,
    }),
  );
}

const locked = (ms: number): Refusal =>
  refusal('pickup_code_locked', 'Too many wrong codes were tried. Wait a few minutes, then try again.', {
    retryAfterSeconds: Math.max(1, Math.ceil(ms / 1000)),
  });

function note(
  draft: Draft,
  { fulfillmentId, locationId }: FulfillmentState,
  what: string,
  detail: string,
): void {
  draft.note(what, detail, { fulfillmentId, locationId });
}
