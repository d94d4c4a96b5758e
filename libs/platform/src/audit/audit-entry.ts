import type { AuditEntry } from '#contracts';
import type { FastifyRequest } from 'fastify';

/** Ids of one kind that an entry names at most. */
const MOST_IDS = 20;
const LONGEST_ID = 64;

/**
 * What a request is about: the ids of its path, those at the top of its body, and the locations that its body names. Only
 * fields that are called an id, so that no name, address or reason can get in.
 */
export function targetsOf(request: FastifyRequest): AuditEntry['targets'] {
  const { params, body } = request as { params: unknown; body: unknown };
  return { ...idsIn(body), ...locationsIn(body), ...idsIn(params, /^(id|sku|\w+Id)$/) };
}

function idsIn(value: unknown, named = /^\w+Id$/): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter((entry): entry is [string, string] => named.test(entry[0]) && isId(entry[1]))
      .slice(0, MOST_IDS),
  );
}

/** Of lists such as `movements` and `lines`: which locations they concern. */
function locationsIn(body: unknown): Record<string, string[]> {
  if (typeof body !== 'object' || body === null) return {};
  const named = new Set<string>();
  for (const list of Object.values(body)) {
    if (!Array.isArray(list)) continue;
    for (const element of list as unknown[]) {
      const id = (element as { locationId?: unknown } | null)?.locationId;
      if (isId(id)) named.add(id);
      if (named.size >= MOST_IDS) break;
    }
  }
  return named.size === 0 ? {} : { locationId: [...named] };
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= LONGEST_ID && !value.includes('\0');
