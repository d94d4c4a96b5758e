// npm run test:k8s: proves the local overlay on the cluster of the current kubectl context, in a namespace of its own.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';
import { output } from './k8s/program.mjs';

const ADVICE =
  'npm run test:k8s needs kubectl and a cluster that has the images shelfstream/*:dev; docs/operations/kubernetes.md says how.';

const node = await setUp();
try {
  await output('kubectl', ['version', '--request-timeout=10s'], { advice: ADVICE });
} catch (error) {
  console.error(`${ADVICE}\n\n${error.message}`);
  process.exit(1);
}
await handOver(node, [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  inRoot('node_modules/jest/bin/jest.js'),
  '--config',
  inRoot('test/k8s/cluster/jest.config.js'),
  ...process.argv.slice(2),
]);
