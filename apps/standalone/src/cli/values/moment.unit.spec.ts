import { DateTime } from 'luxon';
import { isTimeZone, momentReader } from './moment.js';

const newYork = momentReader('America/New_York');
const value = (text: string, read = newYork) => {
  const answer = read(text);
  return answer.ok ? answer.value : answer.code;
};

describe('times in a file of receipts', () => {
  it('takes a time with its own offset as it is, whatever the zone', () => {
    expect(value('2017-03-12T02:30:00-05:00')).toBe('2017-03-12T07:30:00.000Z');
    expect(value('2017-03-12T02:30:00Z')).toBe('2017-03-12T02:30:00.000Z');
    expect(value('2017-03-12 02:30:00.1234 +0530')).toBe('2017-03-11T21:00:00.123Z');
  });

  it('takes a time without offset as local time of the zone, in winter and in summer', () => {
    expect(value('2017-01-01 11:53:26')).toBe('2017-01-01T16:53:26.000Z');
    expect(value('2017-07-01T11:53')).toBe('2017-07-01T15:53:00.000Z');
    expect(value('2017-07-01')).toBe('2017-07-01T04:00:00.000Z');
  });

  it('shifts a time that the clock skipped forward by the skipped hour', () => {
    // 02:30 did not exist in New York that night: it is 03:30 of summer time.
    expect(value('2017-03-12 02:30:00')).toBe(new Date('2017-03-12T03:30:00-04:00').toISOString());
    expect(value('2017-03-12 02:00:00')).toBe(new Date('2017-03-12T03:00:00-04:00').toISOString());
    expect(value('2017-03-12 01:59:59')).toBe(new Date('2017-03-12T01:59:59-05:00').toISOString());
    expect(value('2017-03-12 03:00:00')).toBe(new Date('2017-03-12T03:00:00-04:00').toISOString());
  });

  it('takes the first of two times that the clock showed twice', () => {
    expect(value('2017-11-05 01:30:00')).toBe(new Date('2017-11-05T01:30:00-04:00').toISOString());
    expect(value('2017-11-05 01:00:00')).toBe(new Date('2017-11-05T01:00:00-04:00').toISOString());
    expect(value('2017-11-05 02:00:00')).toBe(new Date('2017-11-05T02:00:00-05:00').toISOString());
    expect(value('2017-11-05 00:59:59')).toBe(new Date('2017-11-05T00:59:59-04:00').toISOString());
  });

  it('does so on the other half of the Earth, where a clock moves by half an hour, and where a day was skipped', () => {
    const lordHowe = momentReader('Australia/Lord_Howe');
    expect(value('2017-10-01 02:15:00', lordHowe)).toBe(new Date('2017-10-01T02:45:00+11:00').toISOString());
    expect(value('2017-04-02 01:45:00', lordHowe)).toBe(new Date('2017-04-02T01:45:00+11:00').toISOString());
    expect(value('2011-12-30 12:00:00', momentReader('Pacific/Apia'))).toBe('2011-12-30T22:00:00.000Z');
  });

  it('agrees with luxon on every quarter of an hour of a year that is neither skipped nor shown twice', () => {
    const zone = 'America/New_York';
    for (let local = Date.UTC(2017, 0, 1); local < Date.UTC(2018, 0, 1); local += 15 * 60_000) {
      const text = new Date(local).toISOString().slice(0, 19);
      if (/^2017-(03-12T02|11-05T01)/.test(text)) continue;
      expect(value(text)).toBe(DateTime.fromISO(text, { zone }).toUTC().toISO());
    }
  });

  it('refuses dates that there are not and texts that are no times', () => {
    for (const text of ['2017-02-29', '2017-13-01', '2017-01-01 24:00:00', '2017-01-01 10:60']) {
      expect(value(text)).toBe('invalid_time');
    }
    for (const text of [
      'yesterday',
      '1/2/2017',
      '20170101',
      '',
      '2017-01-01T10',
      '2017-01-01 10:00 +25:00',
    ]) {
      expect(value(text)).toBe('invalid_time');
    }
  });

  it('asks for the zone when a time has no offset and none was given', () => {
    const read = momentReader(undefined);
    expect(value('2017-01-01 10:00', read)).toBe('time_zone_needed');
    expect(value('2017-01-01 10:00Z', read)).toBe('2017-01-01T10:00:00.000Z');
  });

  it('knows which zones there are', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});
