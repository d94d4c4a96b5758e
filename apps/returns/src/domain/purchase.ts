/** A line of what a customer bought, and what has become of its units. Quantities in the item's base unit. */
export interface PurchaseLine {
  readonly lineId: string;
  readonly sku: string;
  /** Of an order what was ordered, of a receipt its quantity; null while that is not known. */
  readonly ordered: number | null;
  /** Of those ordered, units that the customer will not get. */
  readonly cancelled: number;
  /** Units that the customer has had in hand: of an order those handed over or shipped so far. */
  readonly sold: number;
  /** Units that came back through returns of ours. */
  readonly received: number;
  /** Units that open returns may still bring back. */
  readonly authorized: number;
  /** Units that tills took back without a return of ours: facts, which may exceed what was sold. */
  readonly tillReturned: number;
  /** Up to how many returned units it has been told that more came back than was sold. */
  readonly overReported: number;
  readonly unitPrice: string | null;
  /** The money of all `ordered` units; null where nobody has told it. */
  readonly amount: string | null;
  /** When the last units were handed over: the return window runs from then. */
  readonly handedOverAt: Date | null;
}

/** An order, or a till's receipt, as far as goods may come back from it. */
export interface Purchase {
  readonly purchaseId: string;
  readonly orderId: string | null;
  readonly saleId: string | null;
  /** Whose receipt it is; null for an order. */
  readonly locationId: string | null;
  readonly customerId: string | null;
  readonly currency: string | null;
  readonly lines: readonly PurchaseLine[];
}

/** The rule of an item: whether it may come back, and for how many days after handover. */
export interface ReturnTerms {
  readonly returnable: boolean;
  readonly windowDays: number;
}

export type TermsOf = (sku: string) => ReturnTerms;

/** Why no unit of a line may come back; the codes are those that `POST /returns` refuses with. */
export type NotReturnable = 'outside_return_window' | 'quantity_exceeds_sold' | 'not_returnable';

/** What may still come back of a line, until when, and why nothing may. */
export interface Returnable {
  readonly quantity: number;
  readonly until: Date | null;
  readonly reason: NotReturnable | null;
  readonly detail: string | null;
}

const DAY_MS = 86_400_000;

/** Units that are sold for good, handed over or yet to be; null while that is not known. */
export const promisedUnits = (line: PurchaseLine): number | null =>
  line.ordered === null ? null : line.ordered - line.cancelled;

/** Units that are neither back nor on their way back. Never negative, however much tills took. */
export const openUnits = (line: PurchaseLine): number =>
  Math.max(0, line.sold - line.received - line.authorized - line.tillReturned);

/** Judges one line at a moment. A window of N days ends N times 24 hours after the last handover. */
export function returnableOf(line: PurchaseLine, terms: ReturnTerms, now: Date): Returnable {
  const until =
    line.handedOverAt === null ? null : new Date(line.handedOverAt.getTime() + terms.windowDays * DAY_MS);
  const no = (reason: NotReturnable, detail: string): Returnable => ({ quantity: 0, until, reason, detail });
  if (!terms.returnable) {
    return no('not_returnable', `${line.sku} cannot be returned.`);
  }
  if (until === null || line.sold === 0) {
    return no('quantity_exceeds_sold', 'No unit of this line has been handed over yet.');
  }
  if (now.getTime() >= until.getTime()) {
    const detail = `The return window of ${terms.windowDays} days ended at ${until.toISOString()}.`;
    return no('outside_return_window', detail);
  }
  const quantity = openUnits(line);
  if (quantity === 0) {
    const back = line.received + line.tillReturned;
    const detail = `Of ${line.sold} sold, ${back} came back and ${line.authorized} are in open returns.`;
    return no('quantity_exceeds_sold', detail);
  }
  return { quantity, until, reason: null, detail: null };
}

/** The purchase with some of its lines replaced by what `change` makes of them. */
export function withLines(
  purchase: Purchase,
  lineIds: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  change: (line: PurchaseLine) => PurchaseLine,
): Purchase {
  return {
    ...purchase,
    lines: purchase.lines.map((line) => (lineIds.has(line.lineId) ? change(line) : line)),
  };
}

/** An order's purchase is known before the order is: by what a till says of it. */
export const orderPurchaseId = (orderId: string): string => `order:${orderId}`;

/** Tills number their receipts by themselves: the location is part of the number. */
export const receiptPurchaseId = (locationId: string, saleId: string): string =>
  `sale:${encodeURIComponent(locationId)}/${saleId}`;
