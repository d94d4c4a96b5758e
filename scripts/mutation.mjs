// npm run mutation [-- APP ...]: mutates the domain of each app and says which mutants its specs let live.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const APPS = ['inventory', 'orders', 'returns', 'notifications'];

const node = await setUp();
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !APPS.includes(name));
if (unknown !== undefined) {
  console.error(`There is no domain of "${unknown}". Usage: npm run mutation [-- ${APPS.join('|')} ...]`);
  process.exit(2);
}
for (const app of asked.length > 0 ? asked : APPS) {
  process.env.MUTATION_APP = app;
  const stryker = inRoot('node_modules/@stryker-mutator/core/bin/stryker.js');
  const code = await run(node, [stryker, 'run', inRoot('stryker.config.js')], { quiet: false });
  if (code !== 0) process.exit(code);
}
