import fc from 'fast-check';
import { distanceKm, toTheMetre } from './distance.js';

const NEW_YORK = { latitude: 40.7128, longitude: -74.006 };
const LONDON = { latitude: 51.5074, longitude: -0.1278 };

const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('The distance between two places', () => {
  it('is 5,570 km from New York to London', () => {
    expect(distanceKm(NEW_YORK, LONDON)).toBeCloseTo(5570, -1);
  });

  it('is half the way around the Earth to the other side of it', () => {
    expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(20_015, 0);
  });

  it('is short across the date line', () => {
    const fiji = { latitude: -17, longitude: 179.9 };
    expect(distanceKm(fiji, { latitude: -17, longitude: -179.9 })).toBeLessThan(22);
  });

  it('is the same both ways, nothing to the place itself, and never more than half the way around', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(distanceKm(a, a)).toBe(0);
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
        expect(distanceKm(a, b)).toBeLessThan(20_016);
      }),
    );
  });

  it('is shown to the metre', () => {
    expect(toTheMetre(1.23456)).toBe(1.235);
  });
});
