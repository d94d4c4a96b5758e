/** Which room may open which door. See docs/architecture.md. */
const apps = 'inventory|orders|returns|notifications|console|standalone';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'apps-import-no-apps',
      comment: 'Services talk over topics. Only standalone, which composes their modules, knows them.',
      severity: 'error',
      from: { path: `^apps/(${apps})/`, pathNot: '^apps/standalone/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'domain-is-pure',
      comment:
        "A domain imports nothing outside itself but retail's rules and calendars; the contracts only as types.",
      severity: 'error',
      from: { path: '^(apps/[^/]+/src/domain|libs/retail)/', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: ['^apps/[^/]+/src/domain/', '^libs/retail/', 'node_modules/luxon/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'contracts-import-zod-alone',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/contracts/', 'node_modules/zod/'] },
    },
    {
      name: 'client-runs-in-node-and-browsers',
      comment: 'What shops install stands alone: nothing of Node, nothing of ours, and its two libraries.',
      severity: 'error',
      from: { path: '^libs/client/src/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/client/src/', 'node_modules/(openapi-fetch|eventsource-parser)/'] },
    },
    {
      name: 'kafka-client-in-messaging-alone',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['^libs/messaging/', '^libs/(local-servers|testing)/', '\\.spec\\.ts$'],
      },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'libs-import-no-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['^libs/testing/', '\\.spec\\.ts$', '/testing/', '^libs/[^/]+/test/', '/docker-kafka\\.ts$'],
      },
      to: {
        path: ['^libs/testing/', '\\.spec\\.ts$', 'node_modules/(testcontainers|@testcontainers)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'no-orphans-of-resolution', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
