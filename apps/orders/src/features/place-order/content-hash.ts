import { createHmac } from 'node:crypto';

/**
 * What was ordered, as a keyed hash: it tells whether the same id came with other content, and nobody can work out an
 * address from it. The order of keys does not matter.
 */
export const contentHash = (secret: string, content: unknown): string =>
  createHmac('sha256', secret)
    .update(`order:${canonical(content)}`)
    .digest('base64url');

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
