import type { SourcingLine } from '#contracts';
import type { Candidate, Network } from './network.js';
import type { TriedAlready } from './request.js';

/** A line that waits for a place to come from. `sku` counts the request's SKUs from 0. */
export interface Waiting {
  readonly lineId: string;
  readonly sku: number;
  quantity: number;
}

/** What one location has left of the request's SKUs, while a decision hands units out. */
export interface Shelf {
  readonly candidate: Candidate;
  readonly left: number[];
  /** Why it is out of the question as a whole; undefined where it is not. */
  readonly tried: string | undefined;
  /** Why units that it has are out of the question; undefined where there are none. */
  readonly triedSku: string | undefined;
}

/** The request's lines and every location's shelves, with SKUs as numbers: fifty locations are looked at in no time. */
export function layOut(
  lines: readonly SourcingLine[],
  { candidates }: Network,
  triedAlready: readonly TriedAlready[],
): { waiting: Waiting[]; shelves: Shelf[] } {
  const skus = [...new Set(lines.map((line) => line.sku))];
  const numberOf = new Map(skus.map((sku, i) => [sku, i]));
  const waiting = lines.map(({ lineId, sku, quantity }) => ({
    lineId,
    sku: numberOf.get(sku) as number,
    quantity,
  }));
  const shelves = candidates.map((candidate): Shelf => {
    const { locationId } = candidate.place;
    const left = skus.map((sku) => Math.max(0, candidate.available.get(sku) ?? 0));
    let tried: string | undefined;
    let triedSku: string | undefined;
    for (const past of triedAlready) {
      if (past.locationId !== locationId) continue;
      if (past.sku === undefined) tried = past.reason;
      else {
        const sku = numberOf.get(past.sku);
        if (sku !== undefined && (left[sku] as number) > 0) {
          left[sku] = 0;
          triedSku = past.reason;
        }
      }
    }
    return { candidate, left, tried, triedSku };
  });
  return { waiting, shelves };
}
