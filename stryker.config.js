// One run of `npm run mutation` is about the domain of one app, which scripts/mutation.mjs names.
const app = process.env.MUTATION_APP ?? 'inventory';

export default {
  mutate: [`apps/${app}/src/domain/**/*.ts`, '!**/*.spec.ts'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
  timeoutMS: 20_000,
  // A mutant that matters only when a module is loaded would cost a whole run of the specs.
  ignoreStatic: true,
  ignorePatterns: [
    'dist',
    '.shelfstream',
    'coverage',
    'k8s',
    'docs',
    'apps/console',
    'apps/standalone/sample',
  ],
  incremental: true,
  incrementalFile: `.stryker/${app}.json`,
  tempDirName: '.stryker/sandbox',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { logTests: false, allowColor: false },
  jsonReporter: { fileName: `.stryker/${app}.report.json` },
  thresholds: { high: 90, low: 85, break: null },
};
