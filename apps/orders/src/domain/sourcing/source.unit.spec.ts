import type { SourcingDecision } from '#contracts';
import {
  collecting,
  EDINBURGH,
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
import { forgetDestination, shortened } from './kept.js';
import { DEFAULT_SETTINGS } from './settings.js';
import { source } from './source.js';

const SHIRT = wants({ shirt: 1 });
const OUTFIT = wants({ shirt: 1, jeans: 2 });

/** `oxford ship 1:2`: the location, how, and of each line how many. */
const assigned = (decision: SourcingDecision): string[] =>
  decision.assignments.map(
    ({ locationId, method, lines }) =>
      `${locationId} ${method} ${lines.map(({ lineId, quantity }) => `${lineId}:${quantity}`).join(' ')}`,
  );

const whyNot = (decision: SourcingDecision, locationId: string): string[] =>
  decision.candidates
    .filter((candidate) => candidate.locationId === locationId && !candidate.chosen)
    .flatMap(({ exclusions }) => exclusions.map(({ code }) => code));

const scoreOf = (decision: SourcingDecision, locationId: string): number =>
  decision.candidates.find((candidate) => candidate.locationId === locationId)?.score ?? NaN;

describe('An order to ship', () => {
  it('comes from the nearest of stores that are alike otherwise', () => {
    const decision = source(
      shipping(SHIRT),
      network(store('leeds', { shirt: 5 }, LEEDS), store('oxford', { shirt: 5 }, OXFORD)),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['oxford ship 1:1']);
    expect(whyNot(decision, 'leeds')).toEqual(['lower_score']);
    expect(decision.explanation).toBe(
      '1 unit from oxford in one parcel: of 2 locations that can send as much it scores best.',
    );
  });

  it('comes in one parcel from afar rather than in two from near', () => {
    const decision = source(
      shipping(OUTFIT),
      network(
        store('london', { shirt: 9 }, LONDON),
        store('oxford', { jeans: 9 }, OXFORD),
        warehouse('edinburgh', { shirt: 1, jeans: 2 }, EDINBURGH),
      ),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['edinburgh ship 1:1 2:2']);
    expect(whyNot(decision, 'london')).toEqual(['more_parcels']);
  });

  it('comes in two parcels when no location has everything', () => {
    const decision = source(
      shipping(OUTFIT),
      network(
        store('oxford', { shirt: 9 }, OXFORD),
        store('leeds', { shirt: 9 }, LEEDS),
        store('edinburgh', { jeans: 2 }, EDINBURGH),
      ),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision).sort()).toEqual(['edinburgh ship 2:2', 'oxford ship 1:1']);
    expect(decision.explanation).toContain('No location has everything: 2 parcels');
  });

  it('has a line split over two locations only when none has all of it', () => {
    const two = [store('oxford', { shirt: 2 }, OXFORD), store('leeds', { shirt: 2 }, LEEDS)];
    expect(assigned(source(shipping(wants({ shirt: 3 })), network(...two), DEFAULT_SETTINGS))).toEqual([
      'oxford ship 1:2',
      'leeds ship 1:1',
    ]);
    const three = network(...two, store('edinburgh', { shirt: 3 }, EDINBURGH));
    expect(assigned(source(shipping(wants({ shirt: 3 })), three, DEFAULT_SETTINGS))).toEqual([
      'edinburgh ship 1:3',
    ]);
  });

  it('takes what there is, and says what cannot be had and why', () => {
    const decision = source(
      shipping(wants({ shirt: 3, jeans: 1, hat: 1, ghost: 1 })),
      network(
        store('oxford', { shirt: 2, jeans: 0 }),
        store('counter', { hat: 4 }, { capabilities: ['pickup'] }),
      ),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['oxford ship 1:2']);
    expect(decision.unfilled).toEqual([
      { lineId: '1', sku: 'shirt', quantity: 1, reason: 'no_stock' },
      { lineId: '2', sku: 'jeans', quantity: 1, reason: 'no_stock' },
      { lineId: '3', sku: 'hat', quantity: 1, reason: 'no_location' },
      { lineId: '4', sku: 'ghost', quantity: 1, reason: 'unknown_sku' },
    ]);
  });

  it('prefers the shop that has plenty to the one that would give its last', () => {
    const decision = source(
      shipping(SHIRT),
      network(store('last', { shirt: 1 }), store('plenty', { shirt: 10 })),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['plenty ship 1:1']);
  });

  it('prefers the store with room in its day, the one that is open, the one that is cheap, stock about to be marked down', () => {
    const better = (preferred: ReturnType<typeof store>, other: ReturnType<typeof store>) => {
      const decision = source(shipping(SHIRT), network(other, preferred), DEFAULT_SETTINGS);
      expect(scoreOf(decision, 'b')).toBeGreaterThan(scoreOf(decision, 'a'));
      expect(assigned(decision)).toEqual(['b ship 1:1']);
    };
    const busy = { dailyOrderCapacity: 10 };
    better(store('b', { shirt: 1 }, busy, 2), store('a', { shirt: 1 }, busy, 8));
    const afternoon = { openingHours: { tuesday: [{ opens: '15:00', closes: '19:00' }] } };
    better(store('b', { shirt: 1 }), store('a', { shirt: 1 }, afternoon));
    better(store('b', { shirt: 1 }, { handlingCost: 1 }), store('a', { shirt: 1 }, { handlingCost: 4 }));
    better(store('b', { shirt: 1 }, { markdownRisk: 0.8 }), store('a', { shirt: 1 }, { markdownRisk: 0.1 }));
  });

  it('follows the weights of the configuration', () => {
    const nearButDear = store('near', { shirt: 9 }, { ...OXFORD, handlingCost: 40 });
    const farButCheap = store('far', { shirt: 9 }, { ...EDINBURGH, handlingCost: 0 });
    const weigh = (distance: number, cost: number) =>
      assigned(
        source(shipping(SHIRT), network(nearButDear, farButCheap), {
          ...DEFAULT_SETTINGS,
          weights: { ...DEFAULT_SETTINGS.weights, distance, cost },
        }),
      );
    expect(weigh(5, 1)).toEqual(['near ship 1:1']);
    expect(weigh(1, 5)).toEqual(['far ship 1:1']);
  });

  it('can be scored by a factor of the retailer’s own', () => {
    const loyal = { name: 'cost', judge: ({ place }: { place: { locationId: string } }) => ({ value: 0, points: place.locationId === 'a' ? 0 : 1 }) } as const; // prettier-ignore
    const stores = network(store('a', { shirt: 9 }), store('b', { shirt: 1 }));
    expect(assigned(source(shipping(SHIRT), stores, DEFAULT_SETTINGS, [loyal]))).toEqual(['b ship 1:1']);
  });

  it.each([
    ['has none of it', 'no_stock', store('x', { shirt: 0, jeans: 5 })],
    ['sends no parcels', 'cannot_ship', store('x', { shirt: 1 }, { capabilities: ['pickup'] })],
    ['has its orders for today', 'capacity_reached', store('x', { shirt: 1 }, { dailyOrderCapacity: 3 }, 3)],
    ['never opens', 'never_open', store('x', { shirt: 1 }, { openingHours: {} })],
    ['is too far away', 'too_far', store('x', { shirt: 1 }, EDINBURGH)],
    ['may be anywhere', 'no_coordinates', store('x', { shirt: 1 })],
  ])('never comes from a store that %s', (_, code, left) => {
    const decision = source(shipping(SHIRT), network(left), { ...DEFAULT_SETTINGS, maxShipKm: 300 });
    expect(decision.assignments).toEqual([]);
    expect(whyNot(decision, 'x')).toContain(code);
    expect(decision.candidates[0]?.score).toBeNull();
  });

  it('never comes from a location that had its chance', () => {
    const decision = source(
      shipping(SHIRT, { triedAlready: [{ locationId: 'oxford', reason: 'refused: it had none left' }] }),
      network(store('oxford', { shirt: 9 }, OXFORD), store('leeds', { shirt: 9 }, LEEDS)),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['leeds ship 1:1']);
    expect(decision.candidates.find(({ locationId }) => locationId === 'oxford')?.exclusions).toEqual([
      { code: 'tried_already', detail: 'oxford refused: it had none left.' },
    ]);
  });

  it('may still come from a location that was out of another SKU', () => {
    const decision = source(
      shipping(OUTFIT, { triedAlready: [{ locationId: 'oxford', sku: 'shirt', reason: 'has no shirt' }] }),
      network(store('oxford', { shirt: 9, jeans: 9 }), store('leeds', { shirt: 9 })),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision).sort()).toEqual(['leeds ship 1:1', 'oxford ship 2:2']);
  });

  it('is handed to the carrier today when it can be ready, else on the next day on which the carrier comes', () => {
    const openingHours = Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => [
        day,
        [{ opens: '09:00', closes: '18:00' }],
      ]),
    );
    const stores = network(store('a', { shirt: 1 }, { openingHours }));
    const promisedAt = (now: number) =>
      source(shipping(SHIRT, { now }), stores, DEFAULT_SETTINGS).assignments[0]?.promisedAt;
    const HOUR = 3_600_000;
    expect(promisedAt(TUESDAY_10)).toBe('2026-11-24T16:00:00.000+00:00');
    expect(promisedAt(TUESDAY_10 + 5 * HOUR)).toBe('2026-11-25T16:00:00.000+00:00');
    const friday = TUESDAY_10 + 72 * HOUR;
    expect(promisedAt(friday + 7 * HOUR)).toBe('2026-11-30T16:00:00.000+00:00');
    expect(promisedAt(TUESDAY_10)).toBe('2026-11-24T16:00:00.000+00:00');
  });
});

describe('An order to collect', () => {
  it('is prepared at the store that the customer chose, though another scores better', () => {
    const decision = source(
      collecting(SHIRT, 'corner'),
      network(store('corner', { shirt: 1 }), store('flagship', { shirt: 99 })),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['corner pickup 1:1']);
    expect(decision.assignments[0]?.pickupLocationId).toBe('corner');
    expect(whyNot(decision, 'flagship')).toEqual(['not_asked']);
    expect(decision.explanation).toBe('1 unit collected at corner, where the customer wants it.');
  });

  it('is promised within opening hours, on the store’s own clock', () => {
    const openingHours = { wednesday: [{ opens: '09:00', closes: '18:00' }] };
    const tokyo = store('tokyo', { shirt: 1 }, { openingHours, timeZone: 'Asia/Tokyo' });
    const decision = source(collecting(SHIRT, 'tokyo'), network(tokyo), DEFAULT_SETTINGS);
    expect(decision.assignments[0]?.promisedAt).toBe('2026-11-25T11:00:00.000+09:00');
  });

  it('goes to the nearest store that has everything when the customer names none', () => {
    const decision = source(
      collecting(OUTFIT, null, { shipTo: LONDON }),
      network(
        store('london', { shirt: 1, jeans: 1 }, LONDON),
        store('oxford', { shirt: 1, jeans: 2 }, OXFORD),
        store('leeds', { shirt: 90, jeans: 90 }, LEEDS),
        warehouse('depot', { shirt: 9, jeans: 9 }, LONDON),
      ),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['oxford pickup 1:1 2:2']);
    expect(decision.explanation).toBe('3 units collected at oxford, the nearest store that has everything.');
    expect(whyNot(decision, 'leeds')).toEqual(['farther']);
    expect(whyNot(decision, 'london')).toEqual(['more_parcels']);
    expect(whyNot(decision, 'depot')).toEqual(['cannot_pickup']);
  });

  it('is sent to the store from elsewhere, as far as the store does not have it', () => {
    const decision = source(
      collecting(OUTFIT, 'oxford', { fallbacks: ['ship_to_store'] }),
      network(store('oxford', { shirt: 1, jeans: 1 }, OXFORD), warehouse('depot', { jeans: 9 }, LEEDS)),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['oxford pickup 1:1', 'depot ship_to_store 2:2']);
    expect(decision.assignments.map(({ pickupLocationId }) => pickupLocationId)).toEqual([
      'oxford',
      'oxford',
    ]);
    expect(decision.explanation).toBe(
      '1 unit collected at oxford, where the customer wants it. depot sends 2 units to oxford, to be collected there.',
    );
  });

  it('may be collected a day after the carrier took it, once the store is open', () => {
    const openingHours = { friday: [{ opens: '10:00', closes: '18:00' }] };
    const decision = source(
      collecting(SHIRT, 'oxford', { fallbacks: ['ship_to_store'] }),
      network(store('oxford', { shirt: 0 }, { openingHours }), warehouse('depot', { shirt: 1 })),
      DEFAULT_SETTINGS,
    );
    expect(decision.assignments[0]?.promisedAt).toBe('2026-11-27T10:00:00.000+00:00');
  });

  it('is sent to the customer where the order prefers that', () => {
    const decision = source(
      collecting(SHIRT, 'oxford', { fallbacks: ['ship_to_customer', 'ship_to_store'], shipTo: LONDON }),
      network(store('oxford', { shirt: 0 }), warehouse('depot', { shirt: 1 })),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['depot ship 1:1']);
    expect(decision.assignments[0]?.pickupLocationId).toBeNull();
  });

  it('is sent to no customer whose address nobody knows', () => {
    const decision = source(
      collecting(SHIRT, 'oxford', { fallbacks: ['ship_to_customer'], shipTo: null }),
      network(store('oxford', { shirt: 0 }), warehouse('depot', { shirt: 1 })),
      DEFAULT_SETTINGS,
    );
    expect(decision.assignments).toEqual([]);
    expect(decision.unfilled).toEqual([{ lineId: '1', sku: 'shirt', quantity: 1, reason: 'no_location' }]);
  });

  it('moves as a whole to another store that has everything: nobody is sent to two', () => {
    const decision = source(
      collecting(OUTFIT, 'oxford', { fallbacks: ['other_store'] }),
      network(
        store('oxford', { shirt: 1, jeans: 0 }, OXFORD),
        store('leeds', { shirt: 5, jeans: 5 }, LEEDS),
        store('edinburgh', { shirt: 5, jeans: 5 }, EDINBURGH),
      ),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['leeds pickup 1:1 2:2']);
    expect(decision.explanation).toBe(
      'oxford cannot hand it over from its own stock. 3 units collected at leeds instead.',
    );
  });

  it('gives what the store has when the order allows nothing else', () => {
    const decision = source(
      collecting(wants({ shirt: 3 }), 'oxford'),
      network(store('oxford', { shirt: 2 }), store('leeds', { shirt: 9 })),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['oxford pickup 1:2']);
    expect(decision.unfilled).toEqual([{ lineId: '1', sku: 'shirt', quantity: 1, reason: 'no_location' }]);
  });

  it('leaves the store’s own two units alone when another can send all three', () => {
    const decision = source(
      collecting(wants({ shirt: 3 }), 'oxford', { fallbacks: ['ship_to_store'] }),
      network(store('oxford', { shirt: 2 }), warehouse('depot', { shirt: 3 })),
      DEFAULT_SETTINGS,
    );
    expect(assigned(decision)).toEqual(['depot ship_to_store 1:3']);
  });

  it('goes nowhere when the store is unknown, and says so', () => {
    const decision = source(
      collecting(SHIRT, 'atlantis', { fallbacks: ['ship_to_store'] }),
      network(store('oxford', { shirt: 2 })),
      DEFAULT_SETTINGS,
    );
    expect(decision.assignments).toEqual([]);
    expect(whyNot(decision, 'atlantis')).toEqual(['unknown_location']);
  });

  it('is sent to no store that hands nothing over', () => {
    const decision = source(
      collecting(SHIRT, 'depot', { fallbacks: ['ship_to_store'] }),
      network(warehouse('depot', { shirt: 2 }), warehouse('annex', { shirt: 2 })),
      DEFAULT_SETTINGS,
    );
    expect(decision.assignments).toEqual([]);
    expect(whyNot(decision, 'depot')).toEqual(['cannot_pickup']);
  });
});

describe('A decision', () => {
  it('shows of every location how it was scored, or why it was left out', () => {
    const decision = source(
      shipping(SHIRT),
      network(
        store('oxford', { shirt: 4 }, { ...OXFORD, dailyOrderCapacity: 4, handlingCost: 5 }, 1),
        store('leeds', {}, LEEDS),
      ),
      DEFAULT_SETTINGS,
    );
    expect(decision.candidates).toEqual([
      {
        locationId: 'oxford',
        method: 'ship',
        chosen: true,
        score: 0.688,
        distanceKm: 82.6,
        exclusions: [],
        factors: [
          { factor: 'stock', value: 4, points: 0.75, weight: 2 },
          { factor: 'distance', value: 82.6, points: 0.377, weight: 3 },
          { factor: 'parcels', value: 1, points: 1, weight: 4 },
          { factor: 'capacity', value: 1, points: 0.75, weight: 2 },
          { factor: 'opening', value: 0, points: 1, weight: 1 },
          { factor: 'markdown', value: 0, points: 0, weight: 1 },
          { factor: 'cost', value: 5, points: 0.5, weight: 1 },
        ],
      },
      {
        locationId: 'leeds',
        method: 'ship',
        chosen: false,
        score: null,
        distanceKm: 272.4,
        exclusions: [{ code: 'no_stock', detail: 'leeds has none of it available.' }],
        factors: [],
      },
    ]);
  });

  it('is kept with every score, and with the factors of the best', () => {
    const stores = Array.from({ length: 9 }, (_, i) => store(`store ${i}`, { shirt: 9 - i }));
    const kept = shortened(source(shipping(SHIRT), network(...stores), DEFAULT_SETTINGS));
    expect(kept.candidates.map(({ score }) => score !== null)).toEqual(Array.from({ length: 9 }, () => true));
    expect(kept.candidates.map(({ factors }) => factors.length > 0)).toEqual([
      ...Array.from({ length: 6 }, () => true),
      ...Array.from({ length: 3 }, () => false),
    ]);
  });

  it('tells nothing of where the customer lives once it has forgotten', () => {
    const stores = network(store('oxford', { shirt: 4 }, OXFORD), store('leeds', { shirt: 4 }, LEEDS));
    const [here, there] = [LONDON, { latitude: 51.6, longitude: -0.2 }].map(
      (shipTo) =>
      JSON.stringify(forgetDestination(source(shipping(SHIRT, { shipTo }), stores, DEFAULT_SETTINGS)).candidates, (key, value: unknown) => (key === 'score' || key === 'detail' ? undefined : value)), // prettier-ignore
    );
    expect(here).toBe(there);
    expect(here).not.toMatch(/distance"|\d\.\d/);
  });
});
