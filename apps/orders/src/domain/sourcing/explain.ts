import type { SourcingDecision } from '#contracts';
import type { Assigned, Outcome } from './outcome.js';

/** The choice in a few sentences, for whoever asks why. Says nothing of where the customer lives. */
export function explain(
  outcome: Outcome,
  assigned: readonly Assigned[],
  unfilled: SourcingDecision['unfilled'],
): string {
  const sentences =
    outcome.request.method === 'ship' ? parcels(outcome, assigned) : pickup(outcome, assigned, unfilled);
  if (assigned.length === 0) sentences.push('No location can give any of it.');
  for (const { sku, quantity, reason } of unfilled)
    sentences.push(`${units(quantity)} of ${sku} cannot be had: ${WHY[reason] ?? reason}.`);
  return sentences.join(' ');
}

const WHY: Readonly<Record<string, string>> = {
  unknown_sku: 'no such SKU is known',
  no_stock: 'no location has it',
  no_location: 'every location that has it is left out, for the reasons given',
};

function parcels({ looked }: Outcome, assigned: readonly Assigned[]): string[] {
  const [one, another] = assigned;
  if (one === undefined) return [];
  if (another !== undefined) {
    const shares = assigned.map(({ place, units: n }) => `${units(n)} from ${place.name}`);
    return [`No location has everything: ${assigned.length} parcels, ${list(shares)}.`];
  }
  const equals = looked
    .flatMap(({ offers }) => offers)
    .filter(({ exclusions, given }) => exclusions.length === 0 && given >= one.units).length;
  const why =
    equals > 1
      ? `of ${equals} locations that can send as much it scores best`
      : 'no other location can send as much';
  return [`${units(one.units)} from ${one.place.name} in one parcel: ${why}.`];
}

function pickup(
  { request, store, looked }: Outcome,
  assigned: readonly Assigned[],
  unfilled: SourcingDecision['unfilled'],
): string[] {
  if (store === null)
    return [
      request.pickupLocationId === null
        ? 'No store can hand it over.'
        : `Nothing is known of location ${request.pickupLocationId}.`,
    ];
  const here = assigned.find(({ place, assignment }) => place === store && assignment.method === 'pickup');
  const rest = assigned.filter((other) => other !== here);
  const sentences: string[] = [];
  if (here !== undefined) {
    const everything = rest.length === 0 && unfilled.length === 0;
    const best = looked[0]?.way.destination === null ? 'the best store' : 'the nearest store';
    const which =
      request.pickupLocationId !== null
        ? 'where the customer wants it'
        : everything
          ? `${best} that has everything`
          : 'the store that has most of it';
    sentences.push(`${units(here.units)} collected at ${store.name}, ${which}.`);
  } else if (assigned.length > 0) {
    sentences.push(`${store.name} cannot hand it over from its own stock.`);
  }
  for (const { place, units: n, assignment } of rest) {
    if (assignment.method === 'ship_to_store')
      sentences.push(`${place.name} sends ${units(n)} to ${store.name}, to be collected there.`);
    else if (assignment.method === 'ship') sentences.push(`${place.name} sends ${units(n)} to the customer.`);
    else sentences.push(`${units(n)} collected at ${place.name} instead.`);
  }
  return sentences;
}

const units = (n: number): string => (n === 1 ? '1 unit' : `${n} units`);

const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
