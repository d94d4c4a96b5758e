import type { OpeningHours } from '#contracts';
import fc from 'fast-check';
import { OpeningCalendar } from './opening-calendar.js';

const NINE_TO_SIX = [{ opens: '09:00', closes: '18:00' }];
const HOURS: OpeningHours = { tuesday: NINE_TO_SIX, wednesday: NINE_TO_SIX, saturday: NINE_TO_SIX };
const TUESDAY = Date.UTC(2026, 10, 24);
const HOUR = 3_600_000;

describe('A shop that knows its opening hours', () => {
  const shop = new OpeningCalendar(HOURS, 'UTC');

  it('opens at nine when it is asked at seven, and is open when it is asked at ten', () => {
    expect(shop.opensAt(TUESDAY + 7 * HOUR)).toBe(TUESDAY + 9 * HOUR);
    expect(shop.opensAt(TUESDAY + 10 * HOUR)).toBe(TUESDAY + 10 * HOUR);
  });

  it('is closed from the stroke of closing', () => {
    expect(shop.opensAt(TUESDAY + 18 * HOUR)).toBe(TUESDAY + 33 * HOUR);
  });

  it('is open always when it names no hours, and never when it names no opening', () => {
    expect(new OpeningCalendar(null, 'UTC').opensAt(TUESDAY)).toBe(TUESDAY);
    const closed = new OpeningCalendar({ monday: [] }, 'UTC');
    expect([closed.opensAtAll, closed.opensAt(TUESDAY)]).toEqual([false, null]);
  });

  it('has no openings in a time zone that nobody knows', () => {
    expect(new OpeningCalendar(HOURS, 'Mars/Olympus').opensAt(TUESDAY)).toBeNull();
  });

  it('answers the same whatever it was asked before', () => {
    const asked = fc.tuple(fc.integer({ min: 0, max: 40 * 24 * 60 }), fc.integer({ min: 0, max: 3_000 }));
    fc.assert(
      fc.property(fc.array(asked, { minLength: 2, maxLength: 12 }), (questions) => {
        const remembers = new OpeningCalendar(HOURS, 'Europe/Berlin');
        for (const [minute, work] of questions) {
          const at = TUESDAY + minute * 60_000;
          expect(remembers.readyAt(at, work)).toBe(
            new OpeningCalendar(HOURS, 'Europe/Berlin').readyAt(at, work),
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});
