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
  wants,
  warehouse,
} from '../../testing/network.js';
import type { Candidate } from './network.js';
import type { SourcingRequest } from './request.js';
import { DEFAULT_SETTINGS, type SourcingSettings } from './settings.js';
import { source } from './source.js';

const SHIRT = wants({ shirt: 1 });
const OUTFIT = wants({ shirt: 1, jeans: 2 });
const decide = (
  request: SourcingRequest,
  candidates: Candidate[],
  settings: Partial<SourcingSettings> = {},
): SourcingDecision => source(request, network(...candidates), { ...DEFAULT_SETTINGS, ...settings });
const reasons = (decision: SourcingDecision, locationId: string) =>
  decision.candidates.find((candidate) => candidate.locationId === locationId)?.exclusions;

describe('Why a location was not asked is told in words', () => {
  it.each<[string, Candidate, Partial<SourcingRequest>]>([
    ['no_stock: x has none of it available.', store('x', { shirt: 0 }, OXFORD), {}],
    [
      'cannot_ship: x sends no parcels.',
      store('x', { shirt: 1 }, { ...OXFORD, capabilities: ['pickup'] }),
      {},
    ],
    [
      'capacity_reached: x takes 3 orders a day, and has them.',
      store('x', { shirt: 1 }, { ...OXFORD, dailyOrderCapacity: 3 }, 3),
      {},
    ],
    [
      'never_open: x has no opening hours at all.',
      store('x', { shirt: 1 }, { ...OXFORD, openingHours: {} }),
      {},
    ],
    ['too_far: x is farther away than 300 km.', store('x', { shirt: 1 }, EDINBURGH), {}],
    ['no_coordinates: Nobody knows how far away x is.', store('x', { shirt: 1 }), {}],
    [
      'tried_already: x refused.',
      store('x', { shirt: 1 }, OXFORD),
      { triedAlready: [{ locationId: 'x', reason: 'refused' }] },
    ],
    [
      'tried_already: x had no shirt.',
      store('x', { shirt: 1 }, OXFORD),
      { triedAlready: [{ locationId: 'x', sku: 'shirt', reason: 'had no shirt' }] },
    ],
  ])('%s', (expected, left, more) => {
    const decision = decide(shipping(SHIRT, more), [left], { maxShipKm: 300 });
    expect(reasons(decision, 'x')?.map(({ code, detail }) => `${code}: ${detail}`)).toEqual([expected]);
    expect(decision.explanation).toContain('No location can give any of it.');
  });

  it('with every reason, not the first alone', () => {
    const x = store('x', { shirt: 0 }, { capabilities: ['pickup'], dailyOrderCapacity: 0, openingHours: {} });
    const request = shipping(SHIRT, { triedAlready: [{ locationId: 'x', reason: 'refused' }] });
    expect(reasons(decide(request, [x], { maxShipKm: 300 }), 'x')?.map(({ code }) => code)).toEqual([
      'tried_already',
      'cannot_ship',
      'never_open',
      'capacity_reached',
      'no_coordinates',
    ]);
  });

  it('of a store that hands nothing over, to who wants to collect there', () => {
    const decision = decide(collecting(SHIRT, 'x'), [store('x', { shirt: 1 }, { capabilities: ['ship'] })]);
    expect(reasons(decision, 'x')).toEqual([
      { code: 'cannot_pickup', detail: 'x hands nothing over to customers.' },
    ]);
    expect(decision.explanation).toBe(
      'No location can give any of it. 1 unit of shirt cannot be had: every location that has it is left out, for the reasons given.',
    );
  });

  it('and not of another location than the one that was tried', () => {
    const request = shipping(SHIRT, {
      triedAlready: [
        { locationId: 'y', reason: 'refused' },
        { locationId: 'y', sku: 'shirt', reason: 'refused' },
        { locationId: 'x', sku: 'hat', reason: 'had no hat' },
      ],
    });
    expect(decide(request, [store('x', { shirt: 1 })]).assignments).toHaveLength(1);
  });

  it('as far as may be, and full to the last order, are no reasons', () => {
    const x = store('x', { shirt: 1 }, { ...OXFORD, dailyOrderCapacity: 3 }, 2);
    const { candidates } = decide(shipping(SHIRT), [x]);
    const { distanceKm } = candidates[0]!;
    expect(decide(shipping(SHIRT), [x], { maxShipKm: distanceKm! + 0.1 }).assignments).toHaveLength(1);
    expect(decide(shipping(SHIRT), [x], { maxShipKm: distanceKm! - 0.1 }).assignments).toEqual([]);
    expect(decide(shipping(SHIRT, { shipTo: null }), [x], { maxShipKm: 1 }).assignments).toHaveLength(1);
  });
});

describe('Why another location was chosen is told in words', () => {
  it('it scores better', () => {
    const decision = decide(shipping(SHIRT), [
      store('oxford', { shirt: 5 }, OXFORD),
      store('leeds', { shirt: 5 }, LEEDS),
    ]);
    const [best, other] = decision.candidates.map(({ score }) => score);
    expect(reasons(decision, 'leeds')).toEqual([
      { code: 'lower_score', detail: `leeds scores ${other}; oxford scores ${best}.` },
    ]);
    expect(reasons(decision, 'oxford')).toEqual([]);
  });

  it('it has more of the order', () => {
    const decision = decide(shipping(OUTFIT), [
      store('oxford', { shirt: 9 }, OXFORD),
      store('leeds', { shirt: 9, jeans: 9 }, LEEDS),
    ]);
    expect(reasons(decision, 'oxford')).toEqual([
      { code: 'more_parcels', detail: 'oxford has 1 of 3 units that leeds has.' },
    ]);
  });

  it('with it there would be more parcels', () => {
    const decision = decide(shipping(OUTFIT), [
      store('oxford', { shirt: 9 }, OXFORD),
      store('leeds', { jeans: 9 }, LEEDS),
      store('edinburgh', { jeans: 9 }, EDINBURGH),
    ]);
    expect(reasons(decision, 'edinburgh')).toEqual([
      { code: 'more_parcels', detail: 'With edinburgh it would be more parcels, or a lower score in all.' },
    ]);
    expect(decision.explanation).toBe(
      'No location has everything: 2 parcels, 2 units from leeds and 1 unit from oxford.',
    );
  });

  it('it is nearer to the customer', () => {
    const decision = decide(collecting(SHIRT, null, { shipTo: LONDON }), [
      store('leeds', { shirt: 9 }, LEEDS),
      store('oxford', { shirt: 1 }, OXFORD),
    ]);
    expect(reasons(decision, 'leeds')).toEqual([
      { code: 'farther', detail: 'oxford is nearer to the customer than leeds.' },
    ]);
  });

  it('the units come another way', () => {
    const decision = decide(collecting(wants({ shirt: 3 }), 'oxford', { fallbacks: ['ship_to_store'] }), [
      store('oxford', { shirt: 2 }),
      warehouse('depot', { shirt: 3 }),
    ]);
    expect(reasons(decision, 'oxford')).toEqual([
      { code: 'not_needed', detail: 'oxford has 2 of the 3 units; they come whole another way.' },
    ]);
    expect(decision.explanation).toBe(
      'oxford cannot hand it over from its own stock. depot sends 3 units to oxford, to be collected there.',
    );
  });

  it('nothing more was needed than what the store itself has', () => {
    const decision = decide(collecting(SHIRT, 'oxford'), [
      store('oxford', { shirt: 1 }),
      store('leeds', { shirt: 1 }),
    ]);
    expect(reasons(decision, 'leeds')).toEqual([
      { code: 'not_asked', detail: 'The customer collects at oxford, and nothing else was needed.' },
    ]);
    expect(decision.candidates[1]).toEqual({
      locationId: 'leeds',
      method: 'pickup',
      chosen: false,
      score: null,
      factors: [],
      distanceKm: null,
      exclusions: expect.any(Array),
    });
  });

  it('nobody knows the store where the customer wants to collect', () => {
    const decision = decide(collecting(SHIRT, 'atlantis'), [store('oxford', { shirt: 1 })]);
    expect(reasons(decision, 'atlantis')).toEqual([
      {
        code: 'unknown_location',
        detail: 'No location atlantis is known: check pickupLocationId.',
      },
    ]);
    expect(reasons(decision, 'oxford')).toEqual([
      { code: 'not_asked', detail: 'There was nothing to ask it for.' },
    ]);
    expect(decision.explanation).toMatch(
      /^Nothing is known of location atlantis\. No location can give any of it\./,
    );
  });
});

describe('A decision is explained', () => {
  it.each<[string, SourcingRequest, Candidate[], string]>([
    [
      'nobody else can send as much',
      shipping(OUTFIT),
      [store('oxford', { shirt: 1, jeans: 2 }, OXFORD), store('leeds', { shirt: 1, jeans: 1 }, LEEDS)],
      '3 units from oxford in one parcel: no other location can send as much.',
    ],
    [
      'three parcels',
      shipping(wants({ shirt: 1, jeans: 1, hat: 1 })),
      [store('a', { shirt: 1 }), store('b', { jeans: 1 }), store('c', { hat: 1 })],
      'No location has everything: 3 parcels, 1 unit from a, 1 unit from b and 1 unit from c.',
    ],
    [
      'there is none anywhere',
      shipping(SHIRT),
      [store('oxford', { shirt: 0 })],
      'No location can give any of it. 1 unit of shirt cannot be had: no location has it.',
    ],
    [
      'no such goods are known',
      shipping(wants({ ghost: 2 })),
      [store('oxford', { shirt: 1 })],
      'No location can give any of it. 2 units of ghost cannot be had: no such SKU is known.',
    ],
    [
      'no store at all',
      collecting(SHIRT, null),
      [warehouse('depot', { shirt: 1 })],
      'No store can hand it over. No location can give any of it. 1 unit of shirt cannot be had: every location that has it is left out, for the reasons given.',
    ],
    [
      'the best store, where nobody knows where the customer lives',
      collecting(SHIRT, null),
      [store('a', { shirt: 1 }), store('b', { shirt: 9 })],
      '1 unit collected at b, the best store that has everything.',
    ],
    [
      'the store that has most, where none has everything',
      collecting(OUTFIT, null, { shipTo: LONDON, fallbacks: ['ship_to_store'] }),
      [
        store('oxford', { jeans: 2 }, OXFORD),
        store('london', { shirt: 1 }, LONDON),
        warehouse('depot', { shirt: 1 }, LEEDS),
      ],
      '2 units collected at oxford, the store that has most of it. london sends 1 unit to oxford, to be collected there.',
    ],
    [
      'some of it is sent to the customer',
      collecting(OUTFIT, 'oxford', { shipTo: LONDON, fallbacks: ['ship_to_customer'] }),
      [store('oxford', { jeans: 2 }, OXFORD), warehouse('depot', { shirt: 1 }, LEEDS)],
      '2 units collected at oxford, where the customer wants it. depot sends 1 unit to the customer.',
    ],
    [
      'some of it is collected elsewhere',
      collecting(OUTFIT, 'oxford', { fallbacks: ['other_store'] }),
      [store('oxford', { jeans: 2 }, OXFORD), store('leeds', { shirt: 1 }, LEEDS)],
      '2 units collected at oxford, where the customer wants it. 1 unit collected at leeds instead.',
    ],
  ])('when %s', (_, request, candidates, explanation) => {
    expect(decide(request, candidates).explanation).toBe(explanation);
  });
});

describe('Candidates are listed', () => {
  it('the chosen first, then by score, then those without one by name', () => {
    const stores = [
      store('z', {}),
      store('leeds', { shirt: 5 }, LEEDS),
      store('a', {}),
      store('edinburgh', { shirt: 5 }, EDINBURGH),
      store('oxford', { shirt: 5 }, OXFORD),
    ];
    const listed = ['oxford', 'leeds', 'edinburgh', 'a', 'z'];
    for (const order of [stores, stores.toReversed()]) {
      expect(decide(shipping(SHIRT), order).candidates.map(({ locationId }) => locationId)).toEqual(listed);
    }
  });
});

describe('Units are handed out', () => {
  const from = (decision: SourcingDecision) =>
    decision.assignments.map(
      ({ locationId, lines }) => `${locationId} ${lines.map((l) => `${l.lineId}:${l.quantity}`).join(' ')}`,
    );
  const many = (count: number, goods: Record<string, number>) =>
    Array.from({ length: count }, (_, i) => store(`small ${i}`, goods));

  it('to a line that is asked for twice, from one shelf, no unit twice', () => {
    const lines = [
      { lineId: '1', sku: 'shirt', quantity: 2 },
      { lineId: '2', sku: 'shirt', quantity: 2 },
    ];
    const decision = decide(shipping(lines), [store('a', { shirt: 3 }), store('b', { shirt: 1 })]);
    expect(decision.unfilled).toEqual([]);
    expect(from(decision).sort()).toEqual(['a 1:2 2:1', 'b 2:1']);
  });

  it('from one of many, where one has everything', () => {
    const decision = decide(shipping(OUTFIT), [
      ...many(10, { shirt: 1, jeans: 1 }),
      store('big', { shirt: 1, jeans: 2 }),
    ]);
    expect(from(decision)).toEqual(['big 1:1 2:2']);
  });

  it('from the best pair of many, where no single one has everything', () => {
    const decision = decide(shipping(wants({ shirt: 4, jeans: 4 })), [
      ...many(10, { shirt: 1, jeans: 1 }),
      store('shirts', { shirt: 4 }, LONDON),
      store('far shirts', { shirt: 4 }, EDINBURGH),
      store('jeans', { jeans: 4 }, LONDON),
    ]);
    expect(from(decision).sort()).toEqual(['jeans 2:4', 'shirts 1:4']);
  });

  it('from as few of many as will do, the largest part first, when no pair will', () => {
    const decision = decide(shipping(wants({ shirt: 4, jeans: 3, hat: 2 })), [
      ...many(9, { shirt: 1, jeans: 1, hat: 1 }),
      store('shirts', { shirt: 4 }),
      store('jeans', { jeans: 3 }),
      store('hats', { hat: 2 }),
    ]);
    expect(from(decision).sort()).toEqual(['hats 3:2', 'jeans 2:3', 'shirts 1:4']);
  });

  it('from many in part, where none has all of the line, and all of it comes', () => {
    const decision = decide(shipping(wants({ shirt: 12 })), [
      ...many(9, { shirt: 1 }),
      store('big', { shirt: 5 }),
      store('bigger', { shirt: 6 }),
    ]);
    expect(from(decision)).toHaveLength(3);
    expect(from(decision).slice().sort().slice(0, 2)).toEqual(['big 1:5', 'bigger 1:6']);
    expect(decision.unfilled).toEqual([]);
  });

  it('as much as there is, when all of many together have too little', () => {
    const decision = decide(shipping(wants({ shirt: 20 })), many(9, { shirt: 1 }));
    expect(decision.assignments).toHaveLength(9);
    expect(decision.unfilled).toEqual([{ lineId: '1', sku: 'shirt', quantity: 11, reason: 'no_stock' }]);
  });
});
