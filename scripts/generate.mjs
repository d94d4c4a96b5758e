// npm run generate: writes docs/reference/ and the types of the client from the contracts.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const node = await setUp();
await handOver(node, [inRoot('dist/apps/standalone/src/reference/main.js'), ...process.argv.slice(2)]);
