import { describe, expect, it } from '@jest/globals';
import { lanesOf } from './lanes.js';
import type { InboundMessage } from '../transport/transport.js';

describe('The lanes of a batch', () => {
  const messages = Array.from(
    { length: 200 },
    (_, i) => ({ key: i % 10 === 9 ? null : `order-${i % 23}` }) as InboundMessage,
  );

  it('hold every message once, and all of a key in one lane, in order', () => {
    const lanes = lanesOf(messages, 4);
    expect(lanes.flat().sort((a, b) => a - b)).toEqual(messages.map((_, i) => i));
    for (const lane of lanes) expect(lane).toEqual([...lane].sort((a, b) => a - b));
    const laneOf = new Map<string | null, number>();
    lanes.forEach((lane, number) => {
      for (const index of lane) {
        const { key } = messages[index]!;
        expect(laneOf.get(key) ?? number).toBe(number);
        laneOf.set(key, number);
      }
    });
    expect(lanes.length).toBeGreaterThan(1);
  });
});
