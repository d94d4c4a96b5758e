import {
  collecting,
  LEEDS,
  LONDON,
  network,
  OXFORD,
  shipping,
  store,
  TUESDAY_10,
  wants,
  warehouse,
} from '../../testing/network.js';
import {
  capacity,
  cost,
  distance,
  type Factor,
  type Look,
  markdown,
  opening,
  parcels,
  stock,
} from './factors.js';
import { heldAlone } from './held.js';
import { forgetDestination } from './kept.js';
import { defaultFallbacks, requestOf } from './request.js';
import { DEFAULT_SETTINGS } from './settings.js';
import { source } from './source.js';

const HOUR = 3_600_000;
const SHIRT = wants({ shirt: 1 });
const look = (more: Partial<Look> = {}): Look => ({
  place: store('x', {}).place,
  asked: 4,
  given: 2,
  cover: 1,
  ordersToday: 0,
  distanceKm: 50,
  destinationKnown: true,
  opensInHours: 0,
  ...more,
});
const of = (place: Parameters<typeof store>[2], more: Partial<Look> = {}): Look =>
  look({ place: store('x', {}, place).place, ...more });

describe('What speaks for a location', () => {
  it.each<[string, Factor, Look, { value: number; points: number } | undefined]>([
    ['the last unit is nothing to count on', stock, look({ cover: 1 }), { value: 1, points: 0 }],
    ['nor is less than is asked', stock, look({ cover: 0.5 }), { value: 0.5, points: 0 }],
    ['four times as many is comfortable', stock, look({ cover: 4 }), { value: 4, points: 0.75 }],
    ['next door is best', distance, look({ distanceKm: 0 }), { value: 0, points: 1 }],
    ['fifty kilometres are half as good', distance, look({ distanceKm: 50 }), { value: 50, points: 0.5 }],
    ['who knows where is far', distance, look({ distanceKm: null }), { value: 20_015, points: 0 }],
    ['without a destination nothing is far', distance, look({ destinationKnown: false }), undefined],
    ['half the order is half as good', parcels, look(), { value: 2, points: 0.5 }],
    ['nothing of nothing is nothing', parcels, look({ asked: 0, given: 0 }), { value: 0, points: 0 }],
    ['no limit leaves all room', capacity, of({}, { ordersToday: 9 }), { value: 9, points: 1 }],
    [
      'a day half full is half as good',
      capacity,
      of({ dailyOrderCapacity: 4 }, { ordersToday: 2 }),
      { value: 2, points: 0.5 },
    ],
    [
      'a day more than full is no worse than full',
      capacity,
      of({ dailyOrderCapacity: 4 }, { ordersToday: 9 }),
      { value: 9, points: 0 },
    ],
    ['who takes no orders has no room', capacity, of({ dailyOrderCapacity: 0 }), { value: 0, points: 0 }],
    ['open now is best', opening, look(), { value: 0, points: 1 }],
    ['twelve hours off is half as good', opening, look({ opensInHours: 12 }), { value: 12, points: 0.5 }],
    ['no risk of a markdown is none', markdown, of({}), { value: 0, points: 0 }],
    ['what will be marked down goes first', markdown, of({ markdownRisk: 0.8 }), { value: 0.8, points: 0.8 }],
    ['where nobody knows the cost it does not count', cost, of({}), undefined],
    ['what costs nothing is best', cost, of({ handlingCost: 0 }), { value: 0, points: 1 }],
    ['what costs five is half as good', cost, of({ handlingCost: 5 }), { value: 5, points: 0.5 }],
  ])('%s', (_, factor, seen, judgement) => {
    expect(factor.judge(seen, DEFAULT_SETTINGS)).toEqual(judgement);
  });

  it('is nothing where the configuration halves it at nothing', () => {
    expect(cost.judge(of({ handlingCost: 0 }), { ...DEFAULT_SETTINGS, costHalf: 0 })?.points).toBe(0);
  });

  it('is shown as it was: how often it has the goods, and in how many hours it opens', () => {
    const openingHours = { tuesday: [{ opens: '13:00', closes: '18:00' }] };
    const decision = source(
      shipping(wants({ shirt: 2, hat: 1 }), { shipTo: null }),
      network(store('x', { shirt: 6, hat: 9 }, { openingHours })),
      { ...DEFAULT_SETTINGS, weights: { ...DEFAULT_SETTINGS.weights, markdown: 0 } },
    );
    expect(decision.candidates[0]?.factors.map(({ factor, value }) => [factor, value])).toEqual([
      ['stock', 3],
      ['parcels', 3],
      ['capacity', 0],
      ['opening', 3],
    ]);
  });

  it('is nothing where nothing counts: all are alike, and the first by name is chosen', () => {
    const weights = { stock: 0, distance: 0, parcels: 0, capacity: 0, opening: 0, markdown: 0, cost: 0 };
    const decision = source(
      shipping(SHIRT),
      network(store('b', { shirt: 9 }, LONDON), store('a', { shirt: 1 }, LEEDS)),
      { ...DEFAULT_SETTINGS, weights },
    );
    expect(decision.candidates).toMatchObject([
      { locationId: 'a', chosen: true, score: 0, factors: [] },
      { locationId: 'b', score: 0 },
    ]);
  });

  it.each([
    { latitude: null, longitude: -1 },
    { latitude: 51, longitude: null },
  ])('is not its distance where half of its coordinates is missing: %j', (place) => {
    const [candidate] = source(
      shipping(SHIRT),
      network(store('x', { shirt: 1 }, place)),
      DEFAULT_SETTINGS,
    ).candidates;
    expect(candidate?.distanceKm).toBeNull();
    expect(candidate?.factors).toContainEqual({ factor: 'distance', value: 20_015, points: 0, weight: 3 });
  });
});

describe('An order is looked at', () => {
  const order = { method: 'ship' as const, lines: [{ ...SHIRT[0]!, unitPrice: '5.00' }] };

  it('as it came in, with nothing tried yet', () => {
    const shipTo = { ...LONDON, name: 'Ada', address: '1 Mill St, London' };
    expect(
      requestOf({ ...order, pickupLocationId: 'oxford', fallbacks: ['other_store'], shipTo }, TUESDAY_10),
    ).toEqual({
      method: 'ship',
      lines: SHIRT,
      pickupLocationId: 'oxford',
      shipTo,
      fallbacks: ['other_store'],
      triedAlready: [],
      now: TUESDAY_10,
    });
  });

  it('with the fallbacks of the house where it names none', () => {
    expect(requestOf(order, TUESDAY_10)).toMatchObject({
      pickupLocationId: null,
      shipTo: null,
      fallbacks: ['ship_to_store'],
    });
    expect(defaultFallbacks(null)).toEqual(['ship_to_store']);
    expect(defaultFallbacks(LONDON)).toEqual(['ship_to_store', 'ship_to_customer']);
  });
});

describe('Where the customer collects, when nobody said', () => {
  const collectedAt = (...stores: ReturnType<typeof store>[]) =>
    source(
      collecting(SHIRT, null, { shipTo: OXFORD, fallbacks: ['ship_to_store'] }),
      network(...stores),
      DEFAULT_SETTINGS,
    ).assignments.map(({ locationId, pickupLocationId }) => [locationId, pickupLocationId]);

  it('is, of stores that are alike, the first by its id, however they are listed', () => {
    const [a, b] = [store('a', { shirt: 1 }, OXFORD), store('b', { shirt: 1 }, OXFORD)];
    expect(collectedAt(a, b)).toEqual([['a', 'a']]);
    expect(collectedAt(b, a)).toEqual([['a', 'a']]);
  });

  it('may be a store that has none of it, if another can send it there', () => {
    expect(collectedAt(store('oxford', { shirt: 0 }, OXFORD), warehouse('depot', { shirt: 1 }))).toEqual([
      ['depot', 'oxford'],
    ]);
  });

  it('is not a store whose day is full, however near', () => {
    const full = store('oxford', { shirt: 1 }, { ...OXFORD, dailyOrderCapacity: 1 }, 1);
    expect(collectedAt(full, store('leeds', { shirt: 1 }, LEEDS))).toEqual([['leeds', 'leeds']]);
  });
});

describe('A location that had its chance with goods of which it has none', () => {
  it('has none, and that is all there is to say', () => {
    const request = shipping(SHIRT, {
      triedAlready: [{ locationId: 'x', sku: 'shirt', reason: 'had no shirt' }],
    });
    const { candidates } = source(request, network(store('x', { shirt: 0 })), DEFAULT_SETTINGS);
    expect(candidates[0]?.exclusions.map(({ code }) => code)).toEqual(['no_stock']);
  });
});

describe('A hold made at checkout', () => {
  it('leaves nothing else to choose from, and its places are not too busy for it', () => {
    const full = store('oxford', { shirt: 9, jeans: 9 }, { dailyOrderCapacity: 1 }, 1);
    const held = heldAlone(network(full, store('leeds', { shirt: 9 })), [
      { sku: 'shirt', locationId: 'oxford', quantity: 1 },
      { sku: 'shirt', locationId: 'oxford', quantity: 2 },
      { sku: 'ghost', locationId: 'oxford', quantity: 1 },
    ]);
    expect(held.candidates.map(({ available }) => Object.fromEntries(available))).toEqual([
      { shirt: 3, ghost: 1 },
      {},
    ]);
    expect(held.candidates.map(({ ordersToday }) => ordersToday)).toEqual([0, 0]);
    expect([...held.knownSkus].sort()).toEqual(['ghost', 'jeans', 'shirt']);
  });
});

describe('A decision that was forgotten', () => {
  it('still says who was chosen and why others were not, without distances and factors', () => {
    const decision = source(
      shipping(SHIRT),
      network(store('oxford', { shirt: 4 }, OXFORD), store('leeds', {}, LEEDS)),
      DEFAULT_SETTINGS,
    );
    expect(forgetDestination(decision)).toEqual({
      ...decision,
      candidates: decision.candidates.map((one) => ({ ...one, distanceKm: null, factors: [] })),
    });
    expect(forgetDestination(decision).candidates).toHaveLength(2);
  });
});

describe('A promise', () => {
  const daily = (days: readonly string[], opens = '09:00', closes = '18:00') =>
    Object.fromEntries(days.map((day) => [day, [{ opens, closes }]]));
  const sentAt = (place: Parameters<typeof store>[2], now: number, settings = DEFAULT_SETTINGS) =>
    source(shipping(SHIRT, { now }), network(store('a', { shirt: 1 }, place)), settings).assignments[0]
      ?.promisedAt;

  it('of a parcel is today’s carrier up to the minute at which it comes', () => {
    expect(sentAt({}, TUESDAY_10 + 4 * HOUR)).toBe('2026-11-24T16:00:00.000+00:00');
    expect(sentAt({}, TUESDAY_10 + 4 * HOUR + 1)).toBe('2026-11-25T16:00:00.000+00:00');
  });

  it('of a parcel is on a day on which the carrier comes and the store is open', () => {
    expect(sentAt({ openingHours: daily(['tuesday', 'thursday']) }, TUESDAY_10 + 7 * HOUR)).toBe(
      '2026-11-26T16:00:00.000+00:00',
    );
    const closedOnWednesday = { ...daily(['tuesday', 'thursday']), wednesday: [] };
    expect(sentAt({ openingHours: closedOnWednesday }, TUESDAY_10 + 7 * HOUR)).toBe(
      '2026-11-26T16:00:00.000+00:00',
    );
  });

  it('of a parcel is when it is ready, where the carrier never comes on a day on which the store is open', () => {
    expect(sentAt({ openingHours: daily(['saturday']) }, TUESDAY_10)).toBe('2026-11-28T11:00:00.000+00:00');
  });

  it('of a parcel is by the clock of where it is sent from', () => {
    expect(sentAt({ timeZone: 'America/New_York' }, TUESDAY_10)).toBe('2026-11-24T16:00:00.000-05:00');
  });

  it('of a parcel follows the configuration, whichever was looked at before', () => {
    const place = store('a', { shirt: 1 });
    const at = (carrierComes: string) =>
      source(shipping(SHIRT), network(place), { ...DEFAULT_SETTINGS, carrierComes }).assignments[0]
        ?.promisedAt;
    expect([at('16:00'), at('14:30'), at('16:00')]).toEqual([
      '2026-11-24T16:00:00.000+00:00',
      '2026-11-24T14:30:00.000+00:00',
      '2026-11-24T16:00:00.000+00:00',
    ]);
  });

  it('of what is sent to a store is a day after the carrier took it', () => {
    const decision = source(
      collecting(SHIRT, 'oxford', { fallbacks: ['ship_to_store'] }),
      network(store('oxford', { shirt: 0 }), warehouse('depot', { shirt: 1 })),
      DEFAULT_SETTINGS,
    );
    expect(decision.assignments).toMatchObject([
      { locationId: 'depot', pickupLocationId: 'oxford', promisedAt: '2026-11-25T16:00:00.000+00:00' },
    ]);
  });
});
