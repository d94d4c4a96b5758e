const SEED = 0x9747b28c | 0;
const MULTIPLIER = 0x5bd1e995;

/**
 * The partition of a key: the one that Kafka's own clients choose (murmur2 over the key's UTF-8, sign dropped,
 * modulo), so a till vendor's producer in any language and both of our transports agree.
 */
export function partitionOf(key: string, partitions: number): number {
  return keyHash(key) % partitions;
}

/** Hands out partitions for messages without a key, in turn. */
export class RoundRobin {
  private next = Math.floor(Math.random() * 1_000);

  partition(partitions: number): number {
    this.next = (this.next + 1) % 1_000_000_000;
    return this.next % partitions;
  }
}

/** murmur2 as in Kafka's Java client, made non-negative. */
export function keyHash(key: string): number {
  const data = Buffer.from(key);
  const { length } = data;
  let hash = SEED ^ length;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    let k = data.readInt32LE(at);
    k = Math.imul(k, MULTIPLIER);
    k ^= k >>> 24;
    k = Math.imul(k, MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ k;
  }
  const rest = length - at;
  if (rest >= 3) hash ^= data[at + 2]! << 16;
  if (rest >= 2) hash ^= data[at + 1]! << 8;
  if (rest >= 1) hash = Math.imul(hash ^ data[at]!, MULTIPLIER);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, MULTIPLIER);
  hash ^= hash >>> 15;
  return hash & 0x7fffffff;
}
