import type { OrdersSchemas } from '#client';

export type Fulfillment = OrdersSchemas['Fulfillment'];
export type Task = OrdersSchemas['Task'];

/** Where a fulfillment lies in a store's day. */
export type Bench = 'pick' | 'finish' | 'counter' | 'arriving';
export const BENCHES: readonly Bench[] = ['pick', 'finish', 'counter', 'arriving'];

/** Statuses that are still work for a store, or wait at its counter. */
export const AT_WORK = [
  'open',
  'accepted',
  'picking',
  'packed',
  'ready_for_pickup',
  'shipped',
] as const satisfies readonly Fulfillment['status'][];

/**
 * The bench of a fulfillment as this store sees it; null where it has nothing to do with it any more. A parcel that another
 * store has sent here arrives; one that this store has sent is gone.
 */
export function benchOf(fulfillment: Fulfillment, locationId: string): Bench | null {
  switch (fulfillment.status) {
    case 'open':
    case 'accepted':
      return fulfillment.locationId === locationId ? 'pick' : null;
    case 'picking':
      return fulfillment.locationId !== locationId ? null : isPicked(fulfillment) ? 'finish' : 'pick';
    case 'packed':
      return fulfillment.locationId === locationId ? 'finish' : null;
    case 'ready_for_pickup':
      return counterOf(fulfillment) === locationId ? 'counter' : null;
    case 'shipped':
      return fulfillment.method === 'ship_to_store' && fulfillment.pickupLocationId === locationId
        ? 'arriving'
        : null;
    default:
      return null;
  }
}

/** The fulfillments of each bench, oldest promise first; what has no promise comes last. */
export function benches(
  fulfillments: Iterable<Fulfillment>,
  locationId: string,
): Record<Bench, readonly Fulfillment[]> {
  const found: Record<Bench, Fulfillment[]> = { pick: [], finish: [], counter: [], arriving: [] };
  for (const fulfillment of fulfillments) {
    const bench = benchOf(fulfillment, locationId);
    if (bench !== null) found[bench].push(fulfillment);
  }
  for (const bench of BENCHES) found[bench].sort(byPromise);
  return found;
}

/** Whether everything that is still asked for has been picked. A short pick lowers what is asked for, so it counts. */
export const isPicked = ({ lines }: Fulfillment): boolean =>
  lines.every(({ quantity, picked }) => picked >= quantity);

export const unitsOf = ({ lines }: Fulfillment): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** What a store can do next, the usual step first. */
export type Step = 'accept' | 'pick' | 'pack' | 'ready' | 'handover' | 'ship' | 'reject';

/** The steps that the orders service will take from this store now. See docs/orders.md. */
export function stepsOf(fulfillment: Fulfillment, locationId: string): readonly Step[] {
  const { status, method } = fulfillment;
  const leave: Step = method === 'pickup' ? 'ready' : 'ship';
  switch (benchOf(fulfillment, locationId)) {
    case 'pick':
      return status === 'open' ? ['accept', 'pick', 'reject'] : ['pick', 'reject'];
    case 'finish':
      return status === 'picking' ? ['pack', leave, 'pick', 'reject'] : [leave, 'reject'];
    case 'counter':
      return ['handover'];
    case 'arriving':
      return ['ready'];
    default:
      return [];
  }
}

/** How pressing it is: `soon` within half an hour of its promise. What waits for its customer or a carrier is not late. */
export type Urgency = 'overdue' | 'soon' | 'later' | 'none';

const SOON_MS = 30 * 60_000;

export function urgencyOf({ promisedAt, status }: Fulfillment, now: number): Urgency {
  if (promisedAt === null || status === 'ready_for_pickup') return 'none';
  const left = new Date(promisedAt).getTime() - now;
  if (left < 0) return 'overdue';
  return left <= SOON_MS ? 'soon' : 'later';
}

/** Replaces older states of the same fulfillments; an event that comes late changes nothing. */
export function merged(
  known: ReadonlyMap<string, Fulfillment>,
  news: readonly Fulfillment[],
): ReadonlyMap<string, Fulfillment> {
  const result = new Map(known);
  for (const fulfillment of news) {
    const before = result.get(fulfillment.fulfillmentId);
    if (before === undefined || before.version <= fulfillment.version) {
      result.set(fulfillment.fulfillmentId, fulfillment);
    }
  }
  return result;
}

const counterOf = ({ method, locationId, pickupLocationId }: Fulfillment): string | null =>
  method === 'ship_to_store' ? pickupLocationId : locationId;

function byPromise(a: Fulfillment, b: Fulfillment): number {
  const [left, right] = [a, b].map(({ promisedAt }) =>
    promisedAt === null ? Number.POSITIVE_INFINITY : new Date(promisedAt).getTime(),
  ) as [number, number];
  if (left !== right) return left < right ? -1 : 1;
  return a.fulfillmentId < b.fulfillmentId ? -1 : 1;
}
