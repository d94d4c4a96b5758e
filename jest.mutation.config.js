// What `npm run mutation` runs against each mutant: the pure specs of one app's domain, gathered into one file.
import { join } from 'node:path';
import config from './jest.config.js';

export default {
  ...config,
  roots: [`<rootDir>/apps/${process.env.MUTATION_APP}/src`],
  testMatch: ['**/every.mutation.spec.ts'],
  testEnvironment: join(import.meta.dirname, 'test/mutation/bailing-environment.js'),
  globalSetup: undefined,
  globalTeardown: undefined,
  reporters: [],
  moduleNameMapper: { ...config.moduleNameMapper, '^fast-check$': '<rootDir>/test/mutation/few-runs.js' },
};
