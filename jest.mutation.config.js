// What `npm run mutation` runs against each mutant: the pure specs of one app's domain.
import config from './jest.config.js';

const app = process.env.MUTATION_APP ?? 'inventory';

export default {
  ...config,
  roots: [`<rootDir>/apps/${app}/src/domain`],
  testMatch: ['**/*.unit.spec.ts'],
  reporters: ['default'],
};
