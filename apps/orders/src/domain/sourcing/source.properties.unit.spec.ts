import type { SourcingDecision, SourcingLine } from '#contracts';
import fc from 'fast-check';
import { collecting, shipping, store } from '../../testing/network.js';
import type { Candidate, Network } from './network.js';
import type { SourcingRequest } from './request.js';
import { DEFAULT_SETTINGS } from './settings.js';
import { source } from './source.js';

const SKUS = ['shirt', 'jeans', 'hat'] as const;
const HOURS = {
  tuesday: [{ opens: '09:00', closes: '12:00' }],
  friday: [{ opens: '14:00', closes: '20:00' }],
};

const stock = fc.record(Object.fromEntries(SKUS.map((sku) => [sku, fc.integer({ min: 0, max: 6 })])), {
  requiredKeys: [],
}) as fc.Arbitrary<Record<string, number>>;

const place = fc.record({
  latitude: fc.integer({ min: 49, max: 58 }),
  longitude: fc.integer({ min: -5, max: 1 }),
  capabilities: fc.subarray(['pickup', 'ship', 'returns'] as const, { minLength: 1 }),
  dailyOrderCapacity: fc.option(fc.integer({ min: 0, max: 4 })),
  openingHours: fc.constantFrom(null, HOURS, {}),
  markdownRisk: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  handlingCost: fc.option(fc.integer({ min: 0, max: 50 })),
});

/** More than eight, so that both ways of searching are taken. */
const candidates = fc
  .array(fc.tuple(stock, place, fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 12 })
  .map((all) => all.map(([available, where, orders], i) => store(`L${i}`, available, where, orders)));

const lines: fc.Arbitrary<SourcingLine[]> = fc
  .array(fc.tuple(fc.constantFrom(...SKUS), fc.integer({ min: 1, max: 7 })), { minLength: 1, maxLength: 5 })
  .map((all) => all.map(([sku, quantity], i) => ({ lineId: `line ${i}`, sku, quantity })));

const fallbacks = fc.shuffledSubarray(['ship_to_store', 'ship_to_customer', 'other_store'] as const);
const triedAlready = fc.array(
  fc.record(
    {
      locationId: fc.constantFrom('L0', 'L1', 'L2'),
      sku: fc.constantFrom(...SKUS),
      reason: fc.constant('refused'),
    },
    { requiredKeys: ['locationId', 'reason'] },
  ),
  { maxLength: 3 },
);
const ship = fc.tuple(lines, triedAlready).map(([l, tried]) => shipping(l, { triedAlready: tried }));
const pickup = fc
  .tuple(lines, fc.option(fc.constantFrom('L0', 'L3')), fallbacks, triedAlready, fc.boolean())
  .map(([l, at, fall, tried, known]) =>
    collecting(l, at, {
      fallbacks: fall,
      triedAlready: tried,
      shipTo: known ? { latitude: 51, longitude: 0 } : null,
    }),
  );
const request = fc.oneof(ship, pickup);

const networkOf = (all: readonly Candidate[]): Network => ({ candidates: all, knownSkus: new Set(SKUS) });
const decide = (wanted: SourcingRequest, all: readonly Candidate[]): SourcingDecision =>
  source(wanted, networkOf(all), { ...DEFAULT_SETTINGS, maxShipKm: 700 });
const units = (some: readonly { quantity: number }[]): number =>
  some.reduce((n, { quantity }) => n + quantity, 0);
const assignedOf = ({ assignments }: SourcingDecision) =>
  assignments.flatMap((assignment) =>
    assignment.lines.map((line) => ({ ...line, ...{ at: assignment.locationId } })),
  );

describe('Whatever is ordered, and whatever the network looks like', () => {
  it('no location is asked for more than it has', () => {
    fc.assert(
      fc.property(request, candidates, (wanted, all) => {
        const asked = new Map<string, number>();
        for (const { at, sku, quantity } of assignedOf(decide(wanted, all))) {
          const key = `${at} ${sku}`;
          asked.set(key, (asked.get(key) ?? 0) + quantity);
        }
        for (const {
          place: { locationId },
          available,
        } of all)
          for (const sku of SKUS)
            expect(asked.get(`${locationId} ${sku}`) ?? 0).toBeLessThanOrEqual(available.get(sku) ?? 0);
      }),
    );
  });

  it('every unit is either assigned or said to be missing', () => {
    fc.assert(
      fc.property(request, candidates, (wanted, all) => {
        const decision = decide(wanted, all);
        for (const line of wanted.lines) {
          const of = (some: readonly SourcingLine[]) =>
            units(some.filter(({ lineId }) => lineId === line.lineId));
          expect(of(assignedOf(decision)) + of(decision.unfilled)).toBe(line.quantity);
        }
      }),
    );
  });

  it('the choice does not depend on the order in which locations are looked at', () => {
    fc.assert(
      fc.property(request, candidates, fc.nat(), (wanted, all, turn) => {
        const rotated = all.map((_, i) => all[(i + turn) % all.length] as Candidate).reverse();
        expect(decide(wanted, rotated)).toEqual(decide(wanted, all));
      }),
    );
  });

  it('no location that is left out is asked, and every one that is not asked has a reason', () => {
    fc.assert(
      fc.property(request, candidates, (wanted, all) => {
        const decision = decide(wanted, all);
        const asked = new Set(
          decision.assignments.map(({ locationId, method }) => `${method} ${locationId}`),
        );
        for (const { locationId, method, chosen, exclusions } of decision.candidates) {
          expect(chosen).toBe(asked.has(`${method} ${locationId}`));
          expect(exclusions.length === 0).toBe(chosen);
        }
        expect(decision.candidates.filter(({ chosen }) => chosen)).toHaveLength(decision.assignments.length);
        const looked = new Set(decision.candidates.map(({ locationId }) => locationId));
        for (const {
          place: { locationId },
        } of all)
          expect(looked).toContain(locationId);
        const barred = new Set(
          wanted.triedAlready.filter(({ sku }) => sku === undefined).map((t) => t.locationId),
        );
        for (const { locationId } of decision.assignments) expect(barred).not.toContain(locationId);
        for (const { place: p, ordersToday } of all) {
          const full = p.dailyOrderCapacity !== null && ordersToday >= p.dailyOrderCapacity;
          if (full) expect([...asked].some((key) => key.endsWith(` ${p.locationId}`))).toBe(false);
        }
      }),
    );
  });

  it('a score, and the points of each factor, lie between 0 and 1', () => {
    fc.assert(
      fc.property(request, candidates, (wanted, all) => {
        for (const { score, factors } of decide(wanted, all).candidates)
          for (const figure of [score ?? 0, ...factors.map(({ points }) => points)]) {
            expect(figure).toBeGreaterThanOrEqual(0);
            expect(figure).toBeLessThanOrEqual(1);
          }
      }),
    );
  });

  it('one parcel is enough where one location has everything', () => {
    fc.assert(
      fc.property(ship, candidates, (wanted, all) => {
        const rich = store('rich', { shirt: 99, jeans: 99, hat: 99 }, { latitude: 51, longitude: 0 });
        expect(decide(wanted, [...all, rich]).assignments).toHaveLength(1);
      }),
    );
  });

  it('no fewer parcels would do, of those that come by itself', () => {
    fc.assert(
      fc.property(ship, candidates, (wanted, all) => {
        const decision = decide(wanted, all);
        // Leave out any one of the chosen: then units are missing, or a line is split that need not be.
        const chosen = decision.assignments.map(({ locationId }) => locationId);
        const missing = units(decision.unfilled);
        for (const out of chosen) {
          const without = all.filter(({ place: p }) => chosen.includes(p.locationId) && p.locationId !== out);
          const fewer = decide(wanted, without);
          const parts = (d: SourcingDecision) => assignedOf(d).length;
          expect(units(fewer.unfilled) > missing || parts(fewer) > parts(decision)).toBe(true);
        }
      }),
    );
  });

  it('a line comes from several locations only when none has all of it', () => {
    const distinct = fc
      .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
      .map(([shirt, jeans]) => [
        { lineId: '1', sku: 'shirt', quantity: shirt },
        { lineId: '2', sku: 'jeans', quantity: jeans },
      ]);
    fc.assert(
      fc.property(distinct, candidates, (wanted, all) => {
        const decision = decide(shipping(wanted), all);
        const able = new Set(
          decision.candidates
            .filter(({ chosen, score }) => chosen || score !== null)
            .map((c) => c.locationId),
        );
        for (const line of wanted) {
          const parts = assignedOf(decision).filter(({ lineId }) => lineId === line.lineId);
          const whole = all.some(
            ({ place: { locationId }, available }) =>
              able.has(locationId) && (available.get(line.sku) ?? 0) >= line.quantity,
          );
          if (whole) expect(parts).toHaveLength(1);
        }
      }),
    );
  });

  it('more stock never leaves more units missing', () => {
    const named = pickup.filter(({ pickupLocationId }) => pickupLocationId !== null);
    const more = fc.record({
      at: fc.nat(),
      sku: fc.constantFrom(...SKUS),
      quantity: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.oneof(ship, named), candidates, more, (wanted, all, { at, sku, quantity }) => {
        const richer = all.map((candidate, i) => {
          if (i !== at % all.length) return candidate;
          const available = new Map(candidate.available);
          return { ...candidate, available: available.set(sku, (available.get(sku) ?? 0) + quantity) };
        });
        expect(units(decide(wanted, richer).unfilled)).toBeLessThanOrEqual(
          units(decide(wanted, all).unfilled),
        );
      }),
    );
  });

  it('what is promised to be ready for collection is ready while the store is open', () => {
    fc.assert(
      fc.property(pickup, candidates, (wanted, all) => {
        for (const { pickupLocationId, promisedAt } of decide(wanted, all).assignments) {
          const at = all.find(({ place: p }) => p.locationId === pickupLocationId);
          if (at === undefined || at.place.openingHours === null) continue;
          expect(promisedAt).toMatch(/2026-1\d-\d\dT(09|1\d):/);
        }
      }),
    );
  });
});
