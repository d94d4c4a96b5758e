import { ProblemException } from '../problems/problem-exception.js';
import { inWorkContext } from '../telemetry/work-context.js';
import { LOCAL_CALLER, type Caller } from './caller.js';
import { boundLocations, type LocationRule, locationCheck, requireLocation } from './locations.js';

const of = (...locations: string[]): Caller => ({ ...LOCAL_CALLER, locations: new Set(locations) });

/** What becomes of a request: its query, or the code of the refusal. */
function answer(
  rule: LocationRule | undefined,
  caller: Caller,
  parts: { params?: object; query?: object; body?: unknown },
) {
  const request = { params: {}, query: {}, body: undefined, ...parts };
  try {
    locationCheck(rule)(caller, request);
    return request.query;
  } catch (error) {
    return (error as ProblemException).problem.code;
  }
}

describe("A store's caller", () => {
  const north = of('north');

  it('names its own store in the path, and no other', () => {
    const rule = 'params.locationId';
    expect(answer(rule, north, { params: { locationId: 'north' } })).toEqual({});
    expect(answer(rule, north, { params: { locationId: 'south' } })).toBe('forbidden');
  });

  it('brings in the sales of its own store, and none of another among them', () => {
    const rule = 'body.sales[].locationId';
    const sales = (...ids: string[]) => ({ body: { sales: ids.map((locationId) => ({ locationId })) } });
    expect(answer(rule, north, sales('north', 'north'))).toEqual({});
    expect(answer(rule, north, sales('north', 'south'))).toBe('forbidden');
  });

  it('is told by the schema, not here, what is wrong with a body that is none', () => {
    for (const body of [
      undefined,
      null,
      7,
      'text',
      [],
      {},
      { sales: 3 },
      { sales: [null, 5, { locationId: 3 }] },
    ]) {
      expect(answer('body.sales[].locationId', north, { body })).toEqual({});
    }
  });

  it('sees what it did not name as its own', () => {
    expect(answer('query.locationId', north, {})).toEqual({ locationId: 'north' });
    expect(answer('query.locationId[]', of('a', 'b'), {})).toEqual({ locationId: ['a', 'b'] });
  });

  it('asks for its own store among a list, and for no other', () => {
    const both = of('a', 'b');
    expect(answer('query.locationId[]', both, { query: { locationId: ['a', 'b'] } })).toEqual({
      locationId: ['a', 'b'],
    });
    expect(answer('query.locationId[]', both, { query: { locationId: ['a', 'c'] } })).toBe('forbidden');
    expect(answer('query.locationId', both, { query: { locationId: 'c' } })).toBe('forbidden');
  });

  it('has to say which of its stores it means where only one can be meant', () => {
    expect(answer('query.locationId', of('a', 'b'), {})).toBe('location_required');
  });

  it('sees nothing when it was given no store at all', () => {
    expect(answer('query.locationId', of(), {})).toBe('forbidden');
    expect(answer('query.locationId[]', of(), {})).toBe('forbidden');
  });

  it('is refused where a route says nothing of locations', () => {
    expect(answer(undefined, north, {})).toBe('forbidden');
    expect(answer('any', north, {})).toEqual({});
  });

  const asCaller = <T>(caller: Caller, work: () => T) =>
    inWorkContext({ requestId: 'r', correlationId: 'c', caller }, work);

  it('acts for a thing that one of its stores has a part in', () => {
    asCaller(north, () => {
      expect(boundLocations()).toEqual(['north']);
      expect(() => requireLocation('south', 'north')).not.toThrow();
      expect(() => requireLocation('south')).toThrow('forbidden');
      expect(() => requireLocation(null)).toThrow('forbidden');
    });
  });

  it('is not what a message or a timer is: those are bound to nothing', () => {
    expect(boundLocations()).toBeUndefined();
    expect(() => requireLocation('south')).not.toThrow();
    asCaller(LOCAL_CALLER, () => expect(() => requireLocation('south')).not.toThrow());
  });
});
