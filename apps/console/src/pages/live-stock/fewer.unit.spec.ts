import { fewer } from './fewer.js';

describe('SKUs whose levels are too many for one stream', () => {
  it('are cut to as many as are sure to fit, where those are not much fewer than half', () => {
    expect(fewer(24, 51)).toBe(19);
    expect(fewer(24, 90)).toBe(11);
  });

  it('are halved where most places may not have them', () => {
    expect(fewer(24, 500)).toBe(12);
    expect(fewer(24, undefined)).toBe(12);
    expect(fewer(24, 30)).toBe(12);
  });

  it('are never none', () => {
    expect(fewer(2, 2_000)).toBe(1);
    expect(fewer(1, 0)).toBe(1);
  });
});
