import base from '../../../jest.config.js';

/** What `npm run test:k8s` runs: on the cluster of the current kubectl context, and nothing of this machine's own. */
const { globalSetup: _setup, globalTeardown: _teardown, reporters: _reporters, ...shared } = base;

export default {
  ...shared,
  rootDir: '../../..',
  roots: ['<rootDir>/test/k8s/cluster'],
  testMatch: ['**/*.cluster.spec.ts'],
  testTimeout: 900_000,
  maxWorkers: 1,
};
