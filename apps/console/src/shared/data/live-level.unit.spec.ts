import type { StockLevel } from '#client';
import { levelKey, mergeLevels } from './live-level.js';

const level = (sequence: number, available: number, sku = '4711'): StockLevel => ({
  sku,
  locationId: 'store-1',
  onHand: available,
  reserved: 0,
  committed: 0,
  damaged: 0,
  qualityControl: 0,
  safetyStock: 0,
  incoming: 0,
  available,
  sequence,
  updatedAt: '2026-11-25T09:00:00.000Z',
});
const key = levelKey('store-1', '4711');

describe('Levels that are watched', () => {
  it('have no change to show when they are first seen', () => {
    expect(mergeLevels(undefined, [level(1, 5)], 100).get(key)).toEqual(level(1, 5));
  });

  it('show what the last change took, and when', () => {
    const before = mergeLevels(undefined, [level(1, 5)], 100);
    const after = mergeLevels(before, [level(2, 3)], 200).get(key);
    expect(after).toMatchObject({ available: 3, change: { available: -2, onHand: -2, at: 200 } });
  });

  it('keep the last change when the same figures are told again', () => {
    const changed = mergeLevels(mergeLevels(undefined, [level(1, 5)], 100), [level(2, 3)], 200);
    expect(mergeLevels(changed, [level(2, 3)], 300).get(key)?.change?.at).toBe(200);
  });

  it('never go back to an older figure', () => {
    const newer = mergeLevels(undefined, [level(7, 3)], 100);
    expect(mergeLevels(newer, [level(6, 9)], 200).get(key)?.available).toBe(3);
  });
});
