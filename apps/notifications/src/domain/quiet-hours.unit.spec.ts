import { DateTime } from 'luxon';
import { quietUntil } from './quiet-hours.js';

const at = (local: string, zone: string) => DateTime.fromISO(local, { zone }).toJSDate();
const until = (local: string, zone: string, from: string, to: string) => {
  const end = quietUntil(at(local, zone), { from, to, timeZone: zone });
  return end && DateTime.fromJSDate(end, { zone }).toISO({ suppressMilliseconds: true });
};

describe('Quiet hours', () => {
  const shanghai = 'Asia/Shanghai';

  it('hold a message back until the morning, before and after midnight', () => {
    expect(until('2026-11-25T23:10', shanghai, '22:00', '08:00')).toBe('2026-11-26T08:00:00+08:00');
    expect(until('2026-11-26T03:00', shanghai, '22:00', '08:00')).toBe('2026-11-26T08:00:00+08:00');
  });

  it('are over at their end, and begin at their beginning', () => {
    expect(until('2026-11-26T08:00', shanghai, '22:00', '08:00')).toBeUndefined();
    expect(until('2026-11-26T21:59', shanghai, '22:00', '08:00')).toBeUndefined();
    expect(until('2026-11-26T22:00', shanghai, '22:00', '08:00')).toBe('2026-11-27T08:00:00+08:00');
  });

  it('may lie within a day', () => {
    expect(until('2026-11-26T12:30', shanghai, '12:00', '14:00')).toBe('2026-11-26T14:00:00+08:00');
    expect(until('2026-11-26T14:30', shanghai, '12:00', '14:00')).toBeUndefined();
  });

  it('are none when they begin and end at the same time', () => {
    expect(until('2026-11-26T12:30', shanghai, '22:00', '22:00')).toBeUndefined();
  });

  it('go by the clock of the person, not by ours', () => {
    const night = { from: '22:00', to: '08:00' };
    const now = new Date('2026-11-25T15:00:00Z');
    expect(quietUntil(now, { ...night, timeZone: shanghai })).toEqual(new Date('2026-11-26T00:00:00Z'));
    expect(quietUntil(now, { ...night, timeZone: 'Europe/London' })).toBeUndefined();
  });

  it('end at the change when the clock is put forward over their end', () => {
    // New York, 8 March 2026: 02:00 becomes 03:00.
    expect(until('2026-03-08T00:30', 'America/New_York', '22:00', '02:30')).toBe('2026-03-08T03:00:00-04:00');
    expect(until('2026-03-08T03:00', 'America/New_York', '22:00', '02:30')).toBeUndefined();
  });

  it('last through both passes of the hour that is repeated', () => {
    // New York, 1 November 2026: 02:00 becomes 01:00.
    const zone = 'America/New_York';
    const hours = { from: '22:00', to: '01:30', timeZone: zone };
    const secondPass = new Date('2026-11-01T06:30:00Z');
    expect(quietUntil(new Date('2026-11-01T05:10:00Z'), hours)).toEqual(secondPass);
    expect(quietUntil(new Date('2026-11-01T05:45:00Z'), hours)).toEqual(secondPass);
    expect(quietUntil(secondPass, hours)).toBeUndefined();
  });

  it('begin with the first pass of the hour that is repeated', () => {
    const hours = { from: '01:30', to: '03:00', timeZone: 'America/New_York' };
    expect(quietUntil(new Date('2026-11-01T05:29:00Z'), hours)).toBeUndefined();
    expect(quietUntil(new Date('2026-11-01T05:45:00Z'), hours)).toEqual(new Date('2026-11-01T08:00:00Z'));
  });

  it('are none when they begin and end at the same time, even in the hour that is repeated', () => {
    const hours = { from: '01:30', to: '01:30', timeZone: 'America/New_York' };
    expect(quietUntil(new Date('2026-11-01T05:45:00Z'), hours)).toBeUndefined();
  });

  it('end at the change where the clock is put forward by half an hour', () => {
    // Lord Howe Island, 4 October 2026: 02:00 becomes 02:30.
    expect(until('2026-10-04T01:00', 'Australia/Lord_Howe', '22:00', '02:15')).toBe(
      '2026-10-04T02:30:00+11:00',
    );
  });

  it('are ten hours of the clock, nine of time, in the night that is an hour short', () => {
    const end = quietUntil(at('2026-03-07T22:00', 'America/New_York'), {
      from: '22:00',
      to: '08:00',
      timeZone: 'America/New_York',
    })!;
    expect(end.getTime() - at('2026-03-07T22:00', 'America/New_York').getTime()).toBe(9 * 3_600_000);
  });
});
