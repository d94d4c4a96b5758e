import * as fastCheck from '../../node_modules/fast-check/lib/fast-check.js';

export * from '../../node_modules/fast-check/lib/fast-check.js';

/** Enough to meet what is common; what they miss makes the score lower than it is, never higher. */
const RUNS = 40;
const SEED = 20_261_125;

const few = (parameters) => ({
  ...parameters,
  numRuns: Math.min(RUNS, parameters?.numRuns ?? RUNS),
  seed: SEED,
  endOnFailure: true,
});

/** A property is tried seldom against each mutant, and always with the same examples: a run says the same again. */
export const assert = (property, parameters) => fastCheck.assert(property, few(parameters));

export default { ...fastCheck.default, assert };
