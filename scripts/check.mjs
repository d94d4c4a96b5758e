// npm run check: everything that must hold before a change lands. What CI runs.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver, run } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const node = await setUp();
const bin = (name, file) => inRoot('node_modules', name, file);

const STEPS = [
  ['types', [bin('typescript', 'bin/tsc'), '--noEmit']],
  ["the console's types", [bin('typescript', 'bin/tsc'), '--noEmit', '-p', 'apps/console']],
  ['lint', [bin('oxlint', 'bin/oxlint'), 'apps', 'libs', 'test', 'scripts', 'examples']],
  [
    'format',
    [
      bin('prettier', 'bin/prettier.cjs'),
      '--check',
      '--log-level',
      'warn',
      'apps',
      'libs',
      'test',
      'scripts',
      'examples',
    ],
  ],
  ['dependency rules', [bin('dependency-cruiser', 'bin/dependency-cruiser.mjs'), 'apps', 'libs', 'test']],
  ['generated files', [inRoot('dist/apps/standalone/src/reference/main.js'), '--check']],
  ['Kubernetes manifests', [inRoot('scripts/check-k8s.mjs')]],
  ['alerts', [inRoot('scripts/check-alerts.mjs')]],
];

for (const [name, command] of STEPS) {
  console.error(`check: ${name}`);
  const code = await run(node, command, { quiet: false });
  if (code !== 0) {
    console.error(`check: ${name} failed; the reason stands above.`);
    process.exit(code);
  }
}
console.error('check: tests');
await handOver(node, [inRoot('scripts/test.mjs'), ...process.argv.slice(2)]);
