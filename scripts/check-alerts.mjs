// npm run check:alerts: the alert rules, each of which fires when it should and does not when it should not.
import './lib/node-version.mjs';
import { readdirSync } from 'node:fs';
import { output } from './k8s/program.mjs';
import { inRoot } from './lib/paths.mjs';
import { promtool } from './monitoring/promtool.mjs';

const RULES = inRoot('k8s/components/monitoring/rules');
const files = readdirSync(RULES);
const ofKind = (ending) => files.filter((name) => name.endsWith(ending));

try {
  const tool = await promtool();
  const rules = ofKind('.rules.yaml');
  await output(tool, ['check', 'rules', ...rules], { cwd: RULES });
  // Each file in a process of its own, side by side.
  await Promise.all(
    ofKind('.test.yaml').map((test) => output(tool, ['test', 'rules', test], { cwd: RULES })),
  );
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
