import type { Fallback, OrderInput, OrderMethod, ShipTo, SourcingLine } from '#contracts';

/** What is to be sourced, whole orders and what is left of one alike. */
export interface SourcingRequest {
  readonly method: OrderMethod;
  /** Units still without a place to come from. */
  readonly lines: readonly SourcingLine[];
  /** Where the customer collects; null for the nearest store that can. */
  readonly pickupLocationId: string | null;
  /** Where to send it, or where the customer lives; null where nobody knows, and then nothing is sent to the customer. */
  readonly shipTo: Whereabouts | null;
  /** What a pickup may become, in order of preference. */
  readonly fallbacks: readonly Fallback[];
  /** Locations that had their chance: they refused, rejected, or turned out not to have it. */
  readonly triedAlready: readonly TriedAlready[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A point on Earth, where it is known. The customer's address itself is no business of sourcing. */
export type Whereabouts = Pick<ShipTo, 'latitude' | 'longitude'>;

export interface TriedAlready {
  readonly locationId: string;
  /** Only this SKU of it; left out: the whole location. */
  readonly sku?: string;
  /** In words, to follow the location's name: "refused: it had none left". */
  readonly reason: string;
}

/** What a pickup may become when the order does not say: sent to the store, and to the customer where that is possible. */
export const defaultFallbacks = (shipTo: Whereabouts | null | undefined): Fallback[] =>
  shipTo == null ? ['ship_to_store'] : ['ship_to_store', 'ship_to_customer'];

/** The whole of an order as it comes in, with nothing tried yet. */
export const requestOf = (
  order: Pick<OrderInput, 'method' | 'lines' | 'pickupLocationId' | 'shipTo' | 'fallbacks'>,
  now: number,
): SourcingRequest => ({
  method: order.method,
  lines: order.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
  pickupLocationId: order.pickupLocationId ?? null,
  shipTo: order.shipTo ?? null,
  fallbacks: order.fallbacks ?? defaultFallbacks(order.shipTo),
  triedAlready: [],
  now,
});
