/**
 * 48 bits over a text: two FNV-1a sums with different seeds. It tells "the same again" from "the same id with
 * other content"; it is no protection against somebody who wants two texts to collide.
 */
export function contentHash(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x2f0b4a27;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit ^ (high >>> 24), 0x01000193);
  }
  return (high >>> 0) * 0x10000 + (low >>> 16);
}
