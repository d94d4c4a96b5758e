import type {
  CancelReason,
  Fallback,
  FulfillmentMethod,
  FulfillmentStatus,
  OrderMethod,
  OrderStatus,
  TaskType,
} from '#contracts';

/** An order with everything that its process knows. Times are milliseconds since 1970. */
export interface OrderState {
  readonly orderId: string;
  readonly channel: string;
  readonly customerId: string;
  readonly method: OrderMethod;
  /** Where the customer collects; found by sourcing when nobody named one. */
  pickupLocationId: string | null;
  readonly currency: string | null;
  readonly fallbacks: readonly Fallback[];
  readonly onShortage: 'source_again' | 'cancel';
  /** The return that it replaces goods for. */
  readonly returnId: string | null;
  /** Its stock is promised, but stores are not asked yet: the goods that it replaces are not back. */
  onHold: boolean;
  status: OrderStatus;
  /** Whether it was once confirmed to the customer. */
  confirmed: boolean;
  /** Decisions in a row, since a location last promised something, that left units without a place. */
  tries: number;
  /** When units without a place are sourced again; null: at once. */
  sourceAt: number | null;
  /** Where not to look again, and why. */
  exclusions: ExcludedPlace[];
  /** Refunds that wait until the returned goods, for which this order stands, are back. */
  owed: OwedUnits[];
  readonly lines: LineState[];
  readonly fulfillments: FulfillmentState[];
  readonly reservations: ReservationState[];
  /** Open tasks, and those that were closed just now. */
  readonly tasks: TaskState[];
  readonly placedAt: number;
}

/** `quantity` = `sourcing` + `allocated` + `fulfilled` + `cancelled`. */
export interface LineState {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  /** A decimal, or null where nobody gave one. */
  readonly unitPrice: string | null;
  /** Without a promise: no place was found yet, or the place has not answered. */
  sourcing: number;
  /** Promised by a location. */
  allocated: number;
  /** Handed over, or with the carrier to the customer. */
  fulfilled: number;
  cancelled: number;
  /** Of `cancelled`, those that no location had. */
  unfillable: number;
}

export interface UnitsOfLine {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
}

export interface OwedUnits {
  readonly reason: CancelReason;
  readonly lines: UnitsOfLine[];
}

export type WhyExcluded = 'refused' | 'rejected' | 'short_pick' | 'oversold';

/** `sku` is null where the location is out of the question for the whole order. */
export interface ExcludedPlace {
  readonly locationId: string;
  readonly sku: string | null;
  readonly why: WhyExcluded;
}

export interface FulfillmentState {
  readonly fulfillmentId: string;
  /** Where its units come from. */
  readonly locationId: string;
  readonly pickupLocationId: string | null;
  readonly method: FulfillmentMethod;
  readonly reservationId: string;
  status: FulfillmentStatus;
  /** +1 for every step. */
  version: number;
  promisedAt: number | null;
  /** When the customer is reminded; null once that is done, or while there is nothing to remind of. */
  remindAt: number | null;
  pickupBy: number | null;
  /** When a person is asked to look, because it was not finished in its time. */
  attentionAt: number | null;
  carrier: string | null;
  trackingNumber: string | null;
  reason: string | null;
  /** Wrong pickup codes since the last right one or the last pause. */
  codeTries: number;
  codeLockedUntil: number | null;
  /** Personal: in no event. */
  collectedBy: string | null;
  /** Whether its units have left `locationId`. */
  left: boolean;
  readonly lines: FulfillmentLineState[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface FulfillmentLineState {
  readonly lineId: string;
  readonly sku: string;
  quantity: number;
  picked: number;
}

/**
 * What was asked of the stock ledger. `given_up`: it was not needed any more before the answer came; a promise that comes
 * all the same is released.
 */
export interface ReservationState {
  readonly reservationId: string;
  /** A hold made at checkout, whose units are known only once it is committed. */
  readonly hold: boolean;
  /** Where and how its units would be prepared; null for a hold. */
  readonly place: Place | null;
  /** The units of the order that wait for its answer. */
  readonly lines: UnitsOfLine[];
  status: 'asked' | 'committed' | 'refused' | 'given_up';
  asks: number;
  askAgainAt: number | null;
  /** Tills took of its units before the promise was known here: no more than so many are kept. */
  keepAtMost: { readonly sku: string; readonly locationId: string; readonly quantity: number }[];
  /** Released by us, and not yet seen released by the ledger. */
  releasing: StockUnits[];
}

/** A location, and how the units would leave it. */
export interface Place {
  readonly locationId: string;
  readonly method: FulfillmentMethod;
  /** Where the customer collects; null when it is sent to the customer. */
  readonly pickupLocationId: string | null;
  readonly promisedAt: number | null;
}

export interface StockUnits {
  readonly sku: string;
  readonly locationId: string;
  readonly quantity: number;
}

export interface TaskState {
  readonly taskId: string;
  readonly type: TaskType;
  readonly locationId: string | null;
  readonly fulfillmentId: string | null;
  /** Stable: `rejected`, `short_pick`, `cancelled`, `pickup_expired`, `unfillable`, `overdue`, ... */
  readonly reason: string;
  /** `lineId` is null where only the shelf matters. */
  readonly lines: readonly {
    readonly lineId: string | null;
    readonly sku: string;
    readonly quantity: number;
  }[];
  readonly createdAt: number;
  completedAt: number | null;
}

const ENDED: ReadonlySet<FulfillmentStatus> = new Set([
  'picked_up',
  'rejected',
  'cancelled',
  'expired',
] satisfies FulfillmentStatus[]);

/** Whether the fulfillment still stands for units that the customer waits for. */
export const isLive = (f: FulfillmentState): boolean =>
  !ENDED.has(f.status) && !(f.status === 'shipped' && f.method === 'ship');

/** Whether its units are off the shelf: in a bag, in a parcel, on the counter or on their way. */
export const isPicked = (f: FulfillmentState): boolean => f.status !== 'open' && f.status !== 'accepted';

/** Where its units are now, or will be when they arrive. */
export const whereabouts = (f: FulfillmentState): string =>
  f.left ? (f.pickupLocationId ?? f.locationId) : f.locationId;

/** Units of the line that are neither promised nor asked for. */
export function withoutPlace(order: OrderState, line: LineState): number {
  let asked = 0;
  for (const reservation of order.reservations) {
    if (reservation.status !== 'asked') continue;
    for (const part of reservation.lines) if (part.lineId === line.lineId) asked += part.quantity;
  }
  return line.sourcing - asked;
}

/** The units that are to be sourced, by line. */
export const unitsWithoutPlace = (order: OrderState): UnitsOfLine[] =>
  order.lines
    .map((line) => ({ lineId: line.lineId, sku: line.sku, quantity: withoutPlace(order, line) }))
    .filter((units) => units.quantity > 0);

/** Lines of one SKU at one location, added up: the ledger knows no order lines. */
export function stockUnits(
  locationId: string,
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): StockUnits[] {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return [...sums]
    .filter(([, quantity]) => quantity > 0)
    .map(([sku, quantity]) => ({ sku, locationId, quantity }));
}

/** Where the customer collects, as far as it is settled: named by the order, or by a place that was asked. */
export const collectedAt = (order: OrderState): string | null =>
  order.pickupLocationId ??
  order.reservations.find((r) => r.status === 'asked' && r.place?.pickupLocationId != null)?.place
    ?.pickupLocationId ??
  null;
