import type { Disposition } from '#contracts';
import type { Decision } from './decision.js';
import type { ReturnsEvent } from './event.js';
import { promisedUnits, type Purchase, type PurchaseLine, withLines } from './purchase.js';
import { type InspectedUnits, receivedOf, type Return, type ReturnLine } from './return.js';
import { type Arrival, stockRequests, takeBack } from './take-back.js';

/** A negative line of a till's receipt. `quantity` is positive here: the units that came back. */
export interface TillLine {
  readonly saleId: string;
  readonly sku: string;
  readonly quantity: number;
  /** The line of the purchase, or of the return, that it names. */
  readonly lineId: string | null;
  readonly disposition: Disposition;
}

/** The arrival of what a till took in, and the ids for units beyond the return. */
export interface TillArrival extends Arrival {
  readonly surplus: { readonly receiptId: string; readonly transferId: string };
}

/** Units of a till's return that count on a line of the purchase. */
export interface TillShare {
  readonly lineId: string;
  readonly quantity: number;
}

export interface TillReturn {
  readonly purchase: Purchase;
  readonly shares: readonly TillShare[];
  readonly events: readonly ReturnsEvent[];
}

/**
 * Counts what a till took back by itself. It is a fact and cannot be refused. A line that is named is counted there;
 * otherwise the units go to the lines of that SKU that have room, and what has no room to the last of them. Undefined
 * when no line of that SKU is known (yet).
 *
 * Event: `returns.over-returned.v1`, see `judgeOverReturned`.
 */
export function countTillReturn(purchase: Purchase, till: TillLine): TillReturn | undefined {
  const shares = sharesOf(purchase.lines, till);
  if (shares.length === 0) return undefined;
  const byLine = new Map(shares.map((share) => [share.lineId, share.quantity]));
  const counted = withLines(purchase, byLine, (line) => ({
    ...line,
    tillReturned: line.tillReturned + byLine.get(line.lineId)!,
  }));
  return { ...judgeOverReturned(counted, till.saleId), shares };
}

/** Takes the units off again that were counted on this purchase, because they belong to another. */
export function uncountTillReturn(purchase: Purchase, shares: readonly TillShare[]): Purchase {
  const byLine = new Map(shares.map((share) => [share.lineId, share.quantity]));
  return withLines(purchase, byLine, (line) => ({
    ...line,
    tillReturned: line.tillReturned - byLine.get(line.lineId)!,
  }));
}

/**
 * Lines of which more came back than was sold for good, as long as that is known. Units that are still on their way
 * to the customer are not judged: events may be late. Each excess is told once.
 */
export function judgeOverReturned(
  purchase: Purchase,
  tillSaleId: string,
): { readonly purchase: Purchase; readonly events: readonly ReturnsEvent[] } {
  const events: ReturnsEvent[] = [];
  const lines = purchase.lines.map((line) => {
    const returned = line.received + line.tillReturned;
    const promised = promisedUnits(line);
    if (promised === null || line.tillReturned === 0) return line;
    if (returned <= Math.max(promised, line.overReported)) return line;
    events.push({
      name: 'over_returned',
      data: {
        returnId: tillSaleId,
        saleId: purchase.saleId,
        saleLocationId: purchase.locationId,
        orderId: purchase.orderId,
        lineId: line.lineId,
        sku: line.sku,
        sold: promised,
        returned,
      },
    });
    return { ...line, overReported: returned };
  });
  return { purchase: events.length === 0 ? purchase : { ...purchase, lines }, events };
}

/**
 * A till's line says that goods of a return are there: it completes that return's receipt. The ledger moves no stock
 * for such a line, so units that no desk has received yet are asked to be received now, once. Units beyond the return,
 * or of one that has ended, are back all the same: they are received too, and count as a till's return. Undefined when
 * the return has no such line.
 */
export function decideTillReceipt(
  purchase: Purchase,
  ret: Return,
  till: TillLine,
  arrival: TillArrival,
): Decision | undefined {
  const line = lineFor(ret.lines, till);
  if (line === undefined) return undefined;
  const room = line.quantity - line.cancelled - line.tillReceived;
  const told = Math.min(till.quantity, room);
  const fresh = Math.max(0, line.tillReceived + told - receivedOf(line));
  const beyond = till.quantity - told;
  const lines = ret.lines.map((l) => (l === line ? { ...l, tillReceived: l.tillReceived + told } : l));
  const units: InspectedUnits = {
    lineId: line.lineId,
    sku: line.sku,
    quantity: fresh,
    condition: 'taken in at a till',
    disposition: till.disposition,
  };
  const noted: Decision = { purchase, ret: { ...ret, lines }, events: [] };
  const taken = fresh === 0 ? noted : takeBack(purchase, noted.ret, [units], arrival);
  if (beyond === 0) return judged(taken, till.saleId);
  const counted = withLines(taken.purchase, new Set([line.lineId]), (l) => ({
    ...l,
    tillReturned: l.tillReturned + beyond,
  }));
  const events = stockRequests(ret.returnId, [{ ...units, quantity: beyond }], {
    ...arrival,
    ...arrival.surplus,
  });
  return judged({ ...taken, purchase: counted, events: [...taken.events, ...events] }, till.saleId);
}

function judged(decision: Decision, tillSaleId: string): Decision {
  const over = judgeOverReturned(decision.purchase, tillSaleId);
  return { ...decision, purchase: over.purchase, events: [...decision.events, ...over.events] };
}

function lineFor(lines: readonly ReturnLine[], till: TillLine): ReturnLine | undefined {
  const named = lines.find((line) => line.lineId === till.lineId && line.sku === till.sku);
  if (named !== undefined) return named;
  const sameSku = lines.filter((line) => line.sku === till.sku);
  return sameSku.find((line) => line.tillReceived < line.quantity - line.cancelled) ?? sameSku[0];
}

/** Units that may have come back and did not. Those that are still on their way to the customer count: events may be late. */
const roomOf = (line: PurchaseLine): number =>
  Math.max(0, (promisedUnits(line) ?? line.sold) - line.received - line.tillReturned);

function sharesOf(lines: readonly PurchaseLine[], till: TillLine): TillShare[] {
  const named = lines.find((line) => line.lineId === till.lineId && line.sku === till.sku);
  if (named !== undefined) return [{ lineId: named.lineId, quantity: till.quantity }];
  const sameSku = lines.filter((line) => line.sku === till.sku);
  const shares: TillShare[] = [];
  let left = till.quantity;
  for (const [i, line] of sameSku.entries()) {
    const quantity = i === sameSku.length - 1 ? left : Math.min(left, roomOf(line));
    if (quantity > 0) shares.push({ lineId: line.lineId, quantity });
    left -= quantity;
  }
  return shares;
}
