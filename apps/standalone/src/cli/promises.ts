import type { Fulfillment, StockLevel } from '#contracts';

export interface Place {
  readonly locationId: string;
  readonly sku: string;
}

/** Units that open fulfillments of a place wait for. */
export interface PromisedUnits extends Place {
  readonly promised: number;
}

/** Units that orders has promised and the stock ledger does not hold for orders. */
export interface UnkeptPromise extends PromisedUnits {
  readonly committed: number;
}

/**
 * What the fulfillments still take from each place. What was picked counts as picked: the rest of a short pick is being
 * given up. A parcel that waits at another store's counter has left its own.
 */
export function openUnits(fulfillments: readonly Fulfillment[]): PromisedUnits[] {
  const sums = new Map<string, PromisedUnits>();
  for (const { locationId, method, status, lines } of fulfillments) {
    if (status === 'ready_for_pickup' && method === 'ship_to_store') continue;
    for (const { sku, quantity, picked } of lines) {
      const units = status === 'open' || status === 'accepted' ? quantity : picked;
      const id = placeId({ locationId, sku });
      sums.set(id, { locationId, sku, promised: units + (sums.get(id)?.promised ?? 0) });
    }
  }
  return [...sums.values()];
}

/** More may be committed than orders knows of, for others may commit as well; less may not. */
export function unkeptPromises(
  promised: readonly PromisedUnits[],
  levels: readonly StockLevel[],
): UnkeptPromise[] {
  const committed = new Map(levels.map((level) => [placeId(level), level.committed]));
  return promised
    .map((units) => ({ ...units, committed: committed.get(placeId(units)) ?? 0 }))
    .filter((units) => units.promised > units.committed);
}

const placeId = ({ locationId, sku }: Place): string => `${locationId}\u001f${sku}`;
