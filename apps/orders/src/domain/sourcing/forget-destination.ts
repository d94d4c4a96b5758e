import type { SourcingDecision } from '#contracts';

/**
 * A decision without what it tells of where the customer lives: distances from several known places are as good as an
 * address, and can be worked out from a score and all its factors. For decisions that are kept of a person who is
 * to be forgotten.
 */
export const forgetDestination = (decision: SourcingDecision): SourcingDecision => ({
  ...decision,
  candidates: decision.candidates.map((candidate) => ({
    ...candidate,
    distanceKm: null,
    factors: [],
  })),
});
