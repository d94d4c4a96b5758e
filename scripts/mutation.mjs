// npm run mutation [-- APP ...]: mutates the domain of each app and says which mutants its specs let live. APP/PART, as in
// orders/sourcing/choose, mutates that file alone.
import './lib/node-version.mjs';
import { existsSync, rmSync } from 'node:fs';
import { recordScore, reportOf } from './lib/mutation-table.mjs';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const APPS = ['inventory', 'notifications', 'orders', 'returns'];

const asked = process.argv.slice(2).map((name) => {
  const [app, ...part] = name.split('/');
  return { app, part: part.join('/') };
});
const unknown = asked.find(({ app }) => !APPS.includes(app));
if (unknown !== undefined) {
  console.error(
    `There is no domain of "${unknown.app}". Usage: npm run mutation [-- ${APPS.join('|')}[/FILE] ...]`,
  );
  process.exit(2);
}
const node = await setUp();
const failed = [];
for (const { app, part } of asked.length > 0 ? asked : APPS.map((name) => ({ app: name, part: '' }))) {
  process.env.MUTATION_APP = app;
  process.env.MUTATION_PART = part;
  rmSync(reportOf(app), { force: true });
  const stryker = inRoot('node_modules/@stryker-mutator/core/bin/stryker.js');
  const code = await run(node, [stryker, 'run', inRoot('stryker.config.js')], { quiet: false });
  if (code !== 0) failed.push(app);
  if (part === '' && existsSync(reportOf(app))) recordScore(app);
}
if (failed.length > 0) {
  console.error(`Below the goal, or not run: ${failed.join(', ')}. What survived stands above.`);
  process.exit(1);
}
