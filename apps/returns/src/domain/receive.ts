import type { Disposition } from '#contracts';
import type { Decision } from './decision.js';
import type { Purchase } from './purchase.js';
import { accepted, type Outcome, refused } from './refusal.js';
import { type InspectedUnits, receivedOf, type Return, type ReturnLine } from './return.js';
import { type Arrival, takeBack } from './take-back.js';
import { type KnownLocation, nearestWarehouse } from './warehouse.js';

/** Units that stand at a desk, each with what it is and what becomes of it. */
export interface Receive extends Omit<Arrival, 'warehouseId' | 'locationId' | 'occurredAt'> {
  readonly locationId: string;
  /** Where `return_to_warehouse` goes; null for the nearest warehouse. */
  readonly warehouseId: string | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly condition: string;
    readonly disposition: Disposition;
  }[];
}

/**
 * Takes in units at any location that takes returns, in as many parts as they come. Units that a till has taken in
 * for this return already are not taken in twice.
 *
 * Refusals: `unknown_location`, `location_takes_no_returns`, `unknown_line`, `quantity_exceeds_authorized`,
 * `return_closed`, `quantity_exceeds_sold` when a till took the units back meanwhile, `no_warehouse`.
 * Events: `returns.return-received.v1`, `inventory.receive-requested.v1`, `inventory.transfer-requested.v1`, and with
 * the last unit those of `settleReceived`.
 */
export function decideReceive(
  purchase: Purchase,
  ret: Return,
  locations: readonly KnownLocation[],
  asked: Receive,
): Outcome<Decision> {
  const here = locations.find((location) => location.locationId === asked.locationId);
  if (here === undefined) {
    const detail = `Location ${asked.locationId} is not known here (yet). Create it, or check its id.`;
    return refused('unknown_location', detail, { locationId: asked.locationId });
  }
  if (!here.takesReturns) {
    const detail = `Location ${asked.locationId} takes no returns. Receive it where the capability "returns" is.`;
    return refused('location_takes_no_returns', detail, { locationId: asked.locationId });
  }
  const inspected = new Map<string, number>();
  for (const { lineId, quantity } of asked.lines) {
    inspected.set(lineId, quantity + (inspected.get(lineId) ?? 0));
  }
  for (const [lineId, quantity] of inspected) {
    const refusal = refusalOf(purchase, ret, lineId, quantity);
    if (refusal !== undefined) return refusal;
  }
  const route = warehouseFor(here, locations, asked);
  if (!route.ok) return route;

  const lines = ret.lines.map((line) => ({
    ...line,
    deskReceived: line.deskReceived + (inspected.get(line.lineId) ?? 0),
  }));
  const units = newUnits(ret.lines, asked.lines);
  const after: Return = { ...ret, lines };
  if (units.length === 0) return accepted({ purchase, ret: after, events: [] });
  const arrival = { ...asked, occurredAt: asked.now, warehouseId: route.value };
  return accepted(takeBack(purchase, after, units, arrival));
}

function refusalOf(
  purchase: Purchase,
  ret: Return,
  lineId: string,
  quantity: number,
): Outcome<never> | undefined {
  const line = ret.lines.find((candidate) => candidate.lineId === lineId);
  if (line === undefined) {
    const known = ret.lines.map((candidate) => candidate.lineId).join(', ');
    return refused('unknown_line', `The return has no line ${lineId}. Its lines are: ${known}.`, { lineId });
  }
  const left = line.quantity - line.cancelled - line.deskReceived;
  if (left === 0 && ret.status !== 'authorized' && ret.status !== 'received') {
    const detail = `The return is ${ret.status}: nothing more is awaited. Authorise another return for these units.`;
    return refused('return_closed', detail, { status: ret.status });
  }
  if (quantity > left) {
    const detail = `Of line ${lineId} ${left} are awaited. Receive no more than that, or authorise another return.`;
    return refused('quantity_exceeds_authorized', detail, { lineId, requested: quantity, awaited: left });
  }
  const bought = purchase.lines.find((candidate) => candidate.lineId === lineId);
  const fresh = Math.max(0, line.deskReceived + quantity - receivedOf(line));
  const back = (bought?.received ?? 0) + (bought?.tillReturned ?? 0);
  if (bought === undefined || fresh > Math.max(0, bought.sold - back)) {
    const detail = `Of line ${lineId} ${bought?.sold ?? 0} were sold and ${back} are back already, some of them at a till.`;
    return refused('quantity_exceeds_sold', detail, { lineId, sold: bought?.sold ?? 0, returned: back });
  }
  return undefined;
}

function warehouseFor(
  here: KnownLocation,
  locations: readonly KnownLocation[],
  asked: Receive,
): Outcome<string | null> {
  if (!asked.lines.some((line) => line.disposition === 'return_to_warehouse')) return accepted(null);
  if (asked.warehouseId !== null) {
    const named = locations.find((location) => location.locationId === asked.warehouseId);
    if (named?.kind === 'warehouse') return accepted(named === here ? null : named.locationId);
    const detail = `${asked.warehouseId} is no warehouse that is known here. Name another, or none for the nearest.`;
    return refused('no_warehouse', detail, { warehouseId: asked.warehouseId });
  }
  if (here.kind === 'warehouse') return accepted(null);
  const nearest = nearestWarehouse(here, locations);
  if (nearest !== undefined) return accepted(nearest.locationId);
  const detail = 'There is no warehouse to send units to. Create one, or choose another disposition.';
  return refused('no_warehouse', detail);
}

/** Of the inspected units those that no till has taken in: the first ones of a line are taken to be the till's. */
function newUnits(lines: readonly ReturnLine[], inspected: Receive['lines']): InspectedUnits[] {
  const covered = new Map(
    lines.map((line) => [line.lineId, Math.max(0, line.tillReceived - line.deskReceived)]),
  );
  return inspected.flatMap((units) => {
    const known = Math.min(covered.get(units.lineId) ?? 0, units.quantity);
    covered.set(units.lineId, (covered.get(units.lineId) ?? 0) - known);
    const sku = lines.find((line) => line.lineId === units.lineId)!.sku;
    return units.quantity > known ? [{ ...units, sku, quantity: units.quantity - known }] : [];
  });
}
