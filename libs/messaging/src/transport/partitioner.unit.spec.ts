import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { keyHash, partitionOf, RoundRobin } from './partitioner.js';

const murmur2 = createRequire(import.meta.url)('kafkajs/src/producer/partitioners/default/murmur2') as (
  key: string,
) => number;

describe('The partition of a key', () => {
  const keys = ['', 'a', 'ab', 'abc', 'abcd', 'store-07', '商店/北京', 'x'.repeat(97)];
  for (let i = 0; i < 500; i++) keys.push(`store-${i * 7919}/sku-${i}`);

  it('is the one that a till vendor’s Kafka client chooses', () => {
    for (const key of keys) expect(keyHash(key)).toBe(murmur2(key) & 0x7fffffff);
  });

  it('spreads stores over all partitions', () => {
    const used = new Set(keys.map((key) => partitionOf(key, 12)));
    expect(used.size).toBe(12);
  });

  it('takes turns when there is no key', () => {
    const turns = new RoundRobin();
    const used = new Set(Array.from({ length: 6 }, () => turns.partition(3)));
    expect([...used].sort()).toEqual([0, 1, 2]);
  });
});
