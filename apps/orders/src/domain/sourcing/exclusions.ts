import type { Exclusion } from '#contracts';
import { calendarOf } from './promises.js';
import type { Shelf } from './shelves.js';
import type { Way } from './way.js';

interface Looked {
  readonly shelf: Shelf;
  readonly way: Way;
  readonly given: number;
  readonly distanceKm: number | null;
}

/** Why a location is out of the question for a way; empty where it is not. Every reason is told, not the first alone. */
export function exclusionsOf({ shelf, way, given, distanceKm }: Looked): Exclusion[] {
  const { place, ordersToday } = shelf.candidate;
  const because: Exclusion[] = [];
  const out = (code: string, detail: string) => because.push({ code, detail });
  if (shelf.tried !== undefined) out('tried_already', `${place.name} ${shelf.tried}.`);
  if (way.method === 'pickup' && !place.capabilities.includes('pickup'))
    out('cannot_pickup', `${place.name} hands nothing over to customers.`);
  if (way.method !== 'pickup' && !place.capabilities.includes('ship'))
    out('cannot_ship', `${place.name} sends no parcels.`);
  if (!calendarOf(place).opensAtAll) out('never_open', `${place.name} has no opening hours at all.`);
  if (place.dailyOrderCapacity !== null && ordersToday >= place.dailyOrderCapacity)
    out('capacity_reached', `${place.name} takes ${place.dailyOrderCapacity} orders a day, and has them.`);
  if (way.maxKm !== null && way.destination !== null) {
    if (distanceKm === null) out('no_coordinates', `Nobody knows how far away ${place.name} is.`);
    else if (distanceKm > way.maxKm) out('too_far', `${place.name} is farther away than ${way.maxKm} km.`);
  }
  if (given === 0) {
    if (shelf.triedSku !== undefined) out('tried_already', `${place.name} ${shelf.triedSku}.`);
    else if (shelf.tried === undefined) out('no_stock', `${place.name} has none of it available.`);
  }
  return because;
}
