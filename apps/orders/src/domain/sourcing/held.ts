import type { Network } from './network.js';

/** Units that are held for an order at a location. */
export interface HeldUnits {
  readonly sku: string;
  readonly locationId: string;
  readonly quantity: number;
}

/**
 * The network as far as an order's own hold goes: nothing else is available, and no location that holds units for the
 * order is too busy for it.
 */
export function heldAlone({ candidates, knownSkus }: Network, held: readonly HeldUnits[]): Network {
  const available = new Map<string, Map<string, number>>();
  for (const { sku, locationId, quantity } of held) {
    const there = available.get(locationId) ?? new Map<string, number>();
    available.set(locationId, there.set(sku, (there.get(sku) ?? 0) + quantity));
  }
  return {
    candidates: candidates.map(({ place }) => ({
      place,
      ordersToday: 0,
      available: available.get(place.locationId) ?? new Map<string, number>(),
    })),
    knownSkus: new Set([...knownSkus, ...held.map(({ sku }) => sku)]),
  };
}
