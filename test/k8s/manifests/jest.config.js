import base from '../../../jest.config.js';

/** What `npm run check:k8s` runs, on what it has built: no database, no broker. */
const { globalSetup: _setup, globalTeardown: _teardown, reporters: _reporters, ...shared } = base;

export default {
  ...shared,
  rootDir: '../../..',
  roots: ['<rootDir>/test/k8s/manifests'],
  testMatch: ['**/*.manifests.spec.ts'],
};
