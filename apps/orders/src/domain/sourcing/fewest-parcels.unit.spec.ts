import type { SourcingDecision } from '#contracts';
import fc from 'fast-check';
import { collecting, network, shipping, store, wants, warehouse } from '../../testing/network.js';
import type { Candidate } from './network.js';
import { DEFAULT_SETTINGS } from './settings.js';
import { source } from './source.js';

/** Seen from the equator at Greenwich: so many degrees east. Farther away scores less. */
const at = (longitude: number) => ({ latitude: 0, longitude });
const HERE = { latitude: 0, longitude: 0 };

const ship = (skus: Readonly<Record<string, number>>, ...stores: Candidate[]): SourcingDecision =>
  source(shipping(wants(skus), { shipTo: HERE }), network(...stores), DEFAULT_SETTINGS);
const from = ({ assignments }: SourcingDecision): string[] =>
  assignments.map(({ locationId }) => locationId).sort();
/** `a-f`: one of each of these SKUs. */
const each = (skus: string): Record<string, number> => Object.fromEntries([...skus].map((sku) => [sku, 1]));
/** Stores that have a little, so that there are too many to try every combination. */
const crowd = (sku: string): Candidate[] =>
  Array.from({ length: 9 }, (_, i) => store(`crowd ${i}`, each(sku), at(9)));

describe('Parcels are as few as possible', () => {
  it('of stores that are alike in everything, the one that comes first by its id is chosen, however they are listed', () => {
    const [a, b] = [store('a', each('x')), store('b', each('x'))];
    expect(from(ship(each('x'), a, b))).toEqual(['a']);
    expect(from(ship(each('x'), b, a))).toEqual(['a']);
  });

  it('a line stays whole though a nearer store could help to split it', () => {
    const first = store('first', { shirt: 2, jeans: 1 }, at(1));
    const near = store('near', { shirt: 1 }, at(1));
    const far = store('far', { shirt: 3 }, at(8));
    expect(from(ship({ shirt: 3, jeans: 1 }, first, near, far))).toEqual(['far', 'first']);
    expect(from(ship({ shirt: 3, jeans: 1 }, first, near, far, ...crowd('jeans')))).toEqual(['far', 'first']);
  });

  it('two stores are found among many, though another has more than either', () => {
    const stores = [
      store('most', each('abde'), at(1)),
      store('left', each('abc'), at(1)),
      store('right', each('def'), at(1)),
      store('near c', each('c'), HERE),
      store('near f', each('f'), HERE),
      ...crowd('a'),
    ];
    expect(from(ship(each('abcdef'), ...stores))).toEqual(['left', 'right']);
  });

  it('of many pairs, the one that scores best is chosen', () => {
    const stores = [
      store('best of all', each('acde'), HERE),
      store('its only partner', each('bf'), at(9)),
      store('left', each('abc'), at(0.1)),
      store('right', each('def'), at(0.1)),
      store('far left', each('abc'), at(2)),
      store('far right', each('def'), at(2)),
      ...crowd('a'),
    ];
    expect(from(ship(each('abcdef'), ...stores))).toEqual(['left', 'right']);
  });

  it('a store that turns out not to be needed is left out', () => {
    const stores = [
      store('most', each('abde'), at(1)),
      store('left', each('abc'), at(1)),
      store('middle', each('def'), at(1)),
      store('right', each('ghi'), at(1)),
      ...crowd('a'),
    ];
    expect(from(ship(each('abcdefghi'), ...stores))).toEqual(['left', 'middle', 'right']);
  });

  it('of up to eight stores, three that have everything are found, though another has more than each', () => {
    const stores = [
      store('most', each('abde'), HERE),
      store('left', each('abc'), at(1)),
      store('middle', each('def'), at(1)),
      store('right', each('ghi'), at(1)),
      store('near c', each('c'), HERE),
      store('near f', each('f'), HERE),
    ];
    expect(from(ship(each('abcdefghi'), ...stores))).toEqual(['left', 'middle', 'right']);
  });

  it('stock is as comfortable as the scarcest of the SKUs', () => {
    const lopsided = store('lopsided', { shirt: 1, jeans: 100 });
    const balanced = store('balanced', { shirt: 5, jeans: 10 });
    expect(from(ship({ shirt: 1, jeans: 2 }, lopsided, balanced))).toEqual(['balanced']);
  });

  it('two lines that wait for the same units elsewhere take what the store has as well', () => {
    const lines = [1, 2].map((n) => ({ lineId: String(n), sku: 'shirt', quantity: 3 }));
    const decision = source(
      collecting(lines, 'corner', { fallbacks: ['ship_to_store'] }),
      network(store('corner', { shirt: 2 }), warehouse('depot', { shirt: 4 })),
      DEFAULT_SETTINGS,
    );
    expect(decision.unfilled).toEqual([]);
    expect(from(decision)).toEqual(['corner', 'depot']);
  });

  it('up to eight stores, no choice is better: as many units, lines as whole, fewer parcels or a better score', () => {
    const sku = fc.constantFrom('a', 'b', 'c', 'd');
    const some = fc.dictionary(sku, fc.integer({ min: 1, max: 4 }), { minKeys: 1, maxKeys: 3 });
    const stores = fc
      .array(fc.tuple(some, fc.integer({ min: 0, max: 9 })), { minLength: 2, maxLength: 8 })
      .map((all) => all.map(([stock, degrees], i) => store(`s${i}`, stock, at(degrees))));
    fc.assert(
      fc.property(stores, fc.dictionary(sku, fc.integer({ min: 1, max: 5 }), { minKeys: 1 }), (all, skus) => {
        const decision = ship(skus, ...all);
        const scores = new Map(decision.candidates.map(({ locationId, score }) => [locationId, score ?? 0]));
        const scoreOf = (set: readonly string[]) => set.reduce((sum, id) => sum + (scores.get(id) ?? 0), 0);
        const able = new Map(all.map(({ place, available }) => [place.locationId, available]));
        const has = (id: string, wanted: string) => able.get(id)?.get(wanted) ?? 0;
        const fulfils = (set: readonly string[]) =>
          Object.entries(skus).every(([wanted, n]) => {
            const attainable = [...able.keys()].reduce((sum, id) => sum + has(id, wanted), 0);
            const whole = [...able.keys()].some((id) => has(id, wanted) >= n);
            return whole
              ? set.some((id) => has(id, wanted) >= n)
              : set.reduce((sum, id) => sum + has(id, wanted), 0) >= Math.min(n, attainable);
          });
        const chosen = from(decision);
        if (chosen.length > 0) expect(fulfils(chosen)).toBe(true);
        for (const set of subsets([...able.keys()])) {
          if (!fulfils(set)) continue;
          expect(set.length).toBeGreaterThanOrEqual(chosen.length);
          if (set.length === chosen.length) expect(scoreOf(set)).toBeLessThanOrEqual(scoreOf(chosen) + 1e-9);
        }
      }),
    );
  });
});

const subsets = (items: readonly string[]): string[][] =>
  items.reduce<string[][]>((all, item) => [...all, ...all.map((set) => [...set, item])], [[]]);
