import { keyHash } from '../transport/partitioner.js';
import type { InboundMessage } from '../transport/transport.js';

/**
 * Splits a batch into lanes that may run side by side, as lists of indexes in the batch's order. All messages of
 * a key are in one lane; messages without a key share the first.
 */
export function lanesOf(messages: readonly InboundMessage[], most: number): number[][] {
  const lanes = Array.from({ length: most }, (): number[] => []);
  messages.forEach(({ key }, index) => {
    // Other bits than those that chose the partition, or all keys of a partition would share few lanes.
    lanes[key === null ? 0 : (keyHash(key) >>> 16) % most]!.push(index);
  });
  return lanes.filter((lane) => lane.length > 0);
}
