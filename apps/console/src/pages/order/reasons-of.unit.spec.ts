import { reasonsOf } from './reasons-of.js';

const out = (...codes: string[]) => ({ exclusions: codes.map((code) => ({ code, detail: '' })) });

describe('Why places were left out', () => {
  it('is counted by the first reason of each, the most frequent first', () => {
    const places = [out('no_stock'), out('too_far', 'no_stock'), out('no_stock'), out()];
    expect(reasonsOf(places)).toEqual([
      { code: 'no_stock', count: 2 },
      { code: 'too_far', count: 1 },
    ]);
  });
});
