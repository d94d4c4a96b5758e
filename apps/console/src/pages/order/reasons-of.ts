import type { SourcingCandidate } from './data.js';

/** Why places were left out, and how many for each reason, the most frequent first; of several reasons the first counts. */
export function reasonsOf(
  candidates: readonly Pick<SourcingCandidate, 'exclusions'>[],
): { readonly code: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { exclusions } of candidates) {
    const code = exclusions[0]?.code;
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
