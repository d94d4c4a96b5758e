// npm run test:containers: builds the images and drives the composed system. Needs a container engine; takes minutes.
import './lib/node-version.mjs';
import { execFile } from 'node:child_process';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const answers = (...args) =>
  new Promise((resolve) => execFile('docker', args, { timeout: 30_000 }, (error) => resolve(error === null)));

if (!(await answers('version'))) {
  console.error(
    'There is no container engine: "docker version" does not answer. Install Docker Engine 20.10 or newer, or Docker ' +
      'Desktop (https://docs.docker.com/engine/install), start it, and run the command again.',
  );
  process.exit(1);
}
if (!(await answers('compose', 'version')) || !(await answers('buildx', 'version'))) {
  console.error(
    'Docker is there, but not both of its plugins compose (v2) and buildx: https://docs.docker.com/compose/install.',
  );
  process.exit(1);
}

const node = await setUp();
await handOver(node, [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  inRoot('node_modules/jest/bin/jest.js'),
  '--testMatch',
  '**/test/containers/*.container.spec.ts',
  // An option between, so that names of specs that follow are not taken for patterns of this one.
  '--runInBand',
  ...process.argv.slice(2),
]);
