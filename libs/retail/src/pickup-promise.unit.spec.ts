import type { OpeningHours } from '#contracts';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { pickupPromise } from './pickup-promise.js';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const NINE_TO_SIX = [{ opens: '09:00', closes: '18:00' }];
const SHOP_HOURS: OpeningHours = {
  monday: NINE_TO_SIX,
  tuesday: NINE_TO_SIX,
  wednesday: NINE_TO_SIX,
  thursday: NINE_TO_SIX,
  friday: NINE_TO_SIX,
  saturday: [{ opens: '10:00', closes: '14:00' }],
};

/** The promise for an order placed at a local time, as the shop's clock will show it. */
function promise(
  placedAt: string,
  { openingHours = SHOP_HOURS as OpeningHours | null, timeZone = 'America/New_York', leadMinutes = 120 } = {},
): string | null {
  const now = DateTime.fromISO(placedAt, { zone: timeZone });
  const ready = pickupPromise({ openingHours, timeZone, leadMinutes }, now.toMillis());
  return ready === null
    ? null
    : DateTime.fromMillis(ready, { zone: timeZone }).toFormat("ccc yyyy-MM-dd'T'HH:mm");
}

describe('A pickup is promised', () => {
  it('two hours from now while the shop is open', () => {
    expect(promise('2026-11-24T10:00')).toBe('Tue 2026-11-24T12:00');
  });

  it('two hours after opening for an order placed at night', () => {
    expect(promise('2026-11-24T03:00')).toBe('Tue 2026-11-24T11:00');
  });

  it('the next morning when closing interrupts the work', () => {
    expect(promise('2026-11-24T17:00')).toBe('Wed 2026-11-25T10:00');
  });

  it('at the next opening when the work ends on the stroke of closing', () => {
    expect(promise('2026-11-24T16:00')).toBe('Wed 2026-11-25T09:00');
  });

  it('on Monday for an order placed after closing on Saturday, since Sunday is closed', () => {
    expect(promise('2026-11-28T13:00')).toBe('Mon 2026-11-30T10:00');
  });

  it('two hours from now by a shop that names no hours', () => {
    expect(promise('2026-11-24T23:30', { openingHours: null })).toBe('Wed 2026-11-25T01:30');
  });

  it('never by a shop that does not open', () => {
    expect(promise('2026-11-24T10:00', { openingHours: {} })).toBeNull();
    expect(promise('2026-11-24T10:00', { openingHours: { monday: [] } })).toBeNull();
  });

  it('after the break by a shop that closes at noon', () => {
    const split = [{ opens: '14:00', closes: '18:00' }, { opens: '09:00', closes: '12:00' }]; // prettier-ignore
    expect(promise('2026-11-24T11:00', { openingHours: { tuesday: split } })).toBe('Tue 2026-11-24T15:00');
  });

  it('through midnight by a shop whose night is split over two days', () => {
    const openingHours = {
      tuesday: [{ opens: '20:00', closes: '24:00' }],
      wednesday: [{ opens: '00:00', closes: '04:00' }],
    };
    expect(promise('2026-11-24T23:00', { openingHours })).toBe('Wed 2026-11-25T01:00');
    expect(promise('2026-11-24T22:00', { openingHours })).toBe('Wed 2026-11-25T00:00');
  });

  it('once, of opening hours that overlap', () => {
    const tuesday = [{ opens: '09:00', closes: '11:00' }, { opens: '10:00', closes: '12:00' }]; // prettier-ignore
    expect(promise('2026-11-24T08:00', { openingHours: { tuesday } })).toBe('Tue 2026-11-24T11:00');
  });

  it('after several weeks of work by a shop that opens for one hour a week', () => {
    const openingHours = { monday: [{ opens: '09:00', closes: '10:00' }] };
    expect(promise('2026-11-24T10:00', { openingHours, leadMinutes: 150 })).toBe('Mon 2026-12-14T09:30');
  });

  describe('when the clocks change in New York', () => {
    const openingHours = { sunday: [{ opens: '00:00', closes: '12:00' }] };

    it('in spring, an hour later on the clock', () => {
      expect(promise('2026-03-08T01:00', { openingHours })).toBe('Sun 2026-03-08T04:00');
    });

    it('in autumn, an hour earlier on the clock', () => {
      expect(promise('2026-11-01T00:30', { openingHours })).toBe('Sun 2026-11-01T01:30');
    });

    it('at the change, by a shop that would open in the hour that is skipped', () => {
      const skipped = { sunday: [{ opens: '02:30', closes: '06:00' }] };
      expect(promise('2026-03-08T01:00', { openingHours: skipped, leadMinutes: 60 })).toBe(
        'Sun 2026-03-08T04:00',
      );
    });

    it('a week later, by a shop whose only hour is skipped', () => {
      const skipped = { sunday: [{ opens: '02:00', closes: '03:00' }] };
      expect(promise('2026-03-08T01:00', { openingHours: skipped, leadMinutes: 30 })).toBe(
        'Sun 2026-03-15T02:30',
      );
    });
  });

  const clock = fc.integer({ min: 0, max: 24 * 4 }).map((quarter) => {
    const minutes = quarter * 15;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  });
  const opening = fc
    .tuple(clock, clock)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => (a < b ? { opens: a, closes: b } : { opens: b, closes: a }));
  const hours = fc.record(
    Object.fromEntries(WEEKDAYS.map((day) => [day, fc.array(opening, { maxLength: 3 })])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<OpeningHours>;
  const MINUTE = 60_000;
  const moment = fc
    .integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2027, 0, 1) / MINUTE })
    .map((minute) => minute * MINUTE);

  it('within opening hours, and no earlier than the work takes, wherever and whenever', () => {
    const zones = fc.constantFrom(
      'UTC',
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    fc.assert(
      fc.property(
        hours,
        zones,
        moment,
        fc.integer({ min: 0, max: 300 }),
        (openingHours, timeZone, now, leadMinutes) => {
          const ready = pickupPromise({ openingHours, timeZone, leadMinutes }, now);
          const opensAtAll = Object.values(openingHours).some((day) => day.length > 0);
          if (ready === null) return expect(opensAtAll).toBe(false);
          expect(isOpen(openingHours, timeZone, ready)).toBe(true);
          expect(ready).toBeGreaterThanOrEqual(now + leadMinutes * MINUTE);
        },
      ),
    );
  });

  it('exactly when counting the minutes of opening one by one gives the same moment', () => {
    const zones = fc.constantFrom('UTC', 'Asia/Shanghai', 'Asia/Kathmandu');
    fc.assert(
      fc.property(
        hours,
        zones,
        moment,
        fc.integer({ min: 0, max: 90 }),
        (openingHours, timeZone, now, leadMinutes) => {
          const ready = pickupPromise({ openingHours, timeZone, leadMinutes }, now);
          if (ready === null || ready - now > 3 * 24 * 60 * MINUTE) return;
          let work = leadMinutes;
          let minute = now;
          while (work > 0 || !isOpen(openingHours, timeZone, minute)) {
            if (isOpen(openingHours, timeZone, minute)) work -= 1;
            minute += MINUTE;
          }
          expect(ready).toBe(minute);
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** Whether the shop's clock shows a time within its hours. */
function isOpen(hours: OpeningHours, timeZone: string, at: number): boolean {
  const local = DateTime.fromMillis(at, { zone: timeZone });
  const weekday = WEEKDAYS[local.weekday - 1] as (typeof WEEKDAYS)[number];
  const clock = local.toFormat('HH:mm');
  return (hours[weekday] ?? []).some(({ opens, closes }) => opens <= clock && clock < closes);
}
