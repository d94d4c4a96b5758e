// npm run prove: sets the clone up if need be, then holds the stock ledger to its model, with or without faults.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const node = await setUp();
await handOver(node, [inRoot('dist/test/prove/main.js'), ...process.argv.slice(2)]);
