// Specs that need a Kafka broker carry it in their name; "npm run test:nokafka" leaves them out.
const withoutKafka = process.env.SHELFSTREAM_TEST_KAFKA === 'off';

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.(unit|int|e2e).spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...(withoutKafka ? ['\\.kafka\\.(int|e2e)\\.spec\\.ts$'] : [])],
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.js',
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.js',
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/scripts/lib/closing-line-reporter.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^#(client|contracts|messaging|persistence|platform|retail|service|local-servers|testing)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
