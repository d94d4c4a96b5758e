import type { SourcingDecision } from '#contracts';

/** Of so many locations besides the chosen ones the factors are kept, of the others the score alone. */
const FACTORS_OF = 5;

/** A decision as it is kept with its order: every location with its score or its reasons, the factors of the best alone. */
export function shortened(decision: SourcingDecision): SourcingDecision {
  let others = 0;
  return {
    ...decision,
    // The best come first.
    candidates: decision.candidates.map((candidate) =>
      candidate.chosen || candidate.score === null || ++others <= FACTORS_OF
        ? candidate
        : { ...candidate, factors: [] },
    ),
  };
}

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
