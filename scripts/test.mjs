// npm test: sets the clone up if need be, then runs jest with the arguments it was given.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const node = await setUp();
const jest = inRoot('node_modules/jest/bin/jest.js');
await handOver(node, [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  jest,
  ...process.argv.slice(2),
]);
