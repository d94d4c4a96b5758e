// One run is about the domain of one app, or one part of it, which scripts/mutation.mjs names.
const { MUTATION_APP: app, MUTATION_PART: part = '', MUTATION_CONCURRENCY: concurrency = '1' } = process.env;

// Half a score says nothing: only a whole run is held to the goal.
const goal = part === '' ? 85 : null;

export default {
  mutate: [`apps/${app}/src/domain/${part === '' ? '**/*' : part}.ts`, '!**/*.spec.ts'],
  buildCommand: 'node test/mutation/gather-specs.js',
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  concurrency: Number(concurrency),
  timeoutMS: 10_000,
  // A mutant that matters only when a module is loaded would cost a whole run of the specs.
  ignoreStatic: true,
  ignorePatterns: [
    'dist',
    '.stryker',
    '.shelfstream',
    'coverage',
    'k8s',
    'docs',
    'apps/console',
    'apps/standalone/sample',
  ],
  tempDirName: process.env.MUTATION_SANDBOX ?? `.stryker/${app}`,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { logTests: false, allowColor: false },
  jsonReporter: { fileName: process.env.MUTATION_REPORT ?? `.stryker/${app}.report.json` },
  thresholds: { high: 90, low: 85, break: goal },
};
