import type { PostableMovementType } from '#contracts';

/**
 * A moment of a world, in minutes. Facts (sales, receipts, counts) say when they were: below 0 long before the world
 * began, above 0 long after it will have ended. What happens when it is asked for (a commit, a shipment) is at 0.
 */
export type Tick = number;

export interface Place {
  readonly locationId: string;
  readonly sku: string;
}

export interface Units extends Place {
  readonly quantity: number;
}

/** A line of a till's sale; below zero units come back. */
export interface SoldLine {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  /** Units that come back are on sale at once, thrown away, or set aside for somebody to look at. */
  readonly disposition?: 'dispose' | 'quarantine';
}

interface Base<K extends string> {
  readonly kind: K;
  /** The same again bears the same id: over HTTP it is the Idempotency-Key. */
  readonly opId: string;
}

export interface Sale extends Base<'sale'> {
  readonly saleId: string;
  readonly locationId: string;
  readonly at: Tick;
  readonly lines: readonly SoldLine[];
  /** Over the topic, as a till publishes it, where the driver has one; else by a request. */
  readonly byTopic: boolean;
}

export interface Movement extends Base<'movement'>, Units {
  readonly movementId: string;
  readonly type: Exclude<PostableMovementType, 'opening'>;
  readonly at: Tick;
}

export interface Reserve extends Base<'reserve'> {
  readonly reservationId: string;
  readonly lines: readonly Units[];
  readonly allowPartial: boolean;
}

export interface Extend extends Base<'extend'> {
  readonly reservationId: string;
}

export interface Commit extends Base<'commit'> {
  readonly reservationId: string;
}

export interface Settle extends Base<'fulfill' | 'release'> {
  readonly reservationId: string;
  /** Left out: all that is held. */
  readonly lines?: readonly Units[] | undefined;
}

/** `due`: the hold's time is over by now. */
export interface Expire extends Base<'expire'> {
  readonly reservationId: string;
  readonly due: boolean;
}

export interface Count extends Base<'count'> {
  readonly countId: string;
  readonly locationId: string;
  readonly at: Tick;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface Plan extends Base<'plan'> {
  readonly transferId: string;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface Ship extends Base<'ship'> {
  readonly transferId: string;
}

export interface Receive extends Base<'receive'> {
  readonly transferId: string;
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[] | undefined;
  readonly final: boolean;
}

export interface KeepBack extends Base<'keep_back'>, Place {
  readonly safetyStock: number;
}

/** What stores, tills, shops and warehouses ask of the stock ledger. */
export type Operation =
  Sale | Movement | Reserve | Extend | Commit | Settle | Expire | Count | Plan | Ship | Receive | KeepBack;

/**
 * What came of an operation: `ok`, `duplicate`, the code of a refusal; of a sale what became of its lines, such as
 * `posted 2, duplicate 1`.
 */
export type Result = string;

/** Operations whose success is kept under their id, so that the same again has no effect whatever happened since. */
export const isKept = ({ kind }: Operation): boolean =>
  ['reserve', 'extend', 'commit', 'fulfill', 'release', 'ship', 'receive'].includes(kind);

/** The figures of a level, as model and ledger are compared on. */
export interface Shelf {
  onHand: number;
  reserved: number;
  committed: number;
  damaged: number;
  qualityControl: number;
  incoming: number;
  safetyStock: number;
  /** How many lines the ledger has of it. */
  sequence: number;
}

export const emptyShelf = (): Shelf => ({
  onHand: 0,
  reserved: 0,
  committed: 0,
  damaged: 0,
  qualityControl: 0,
  incoming: 0,
  safetyStock: 0,
  sequence: 0,
});

export const placeId = ({ locationId, sku }: Place): string => `${locationId}/${sku}`;

/** The lines of a sale by what became of them. */
export function saleResult(counts: Readonly<Record<string, number>>): Result {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts
    .map(([status, count]) => `${status} ${count}`)
    .sort()
    .join(', ');
}
