// npm run bench: sets the clone up if need be, then measures.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const node = await setUp();
await handOver(node, [inRoot('dist/test/bench/main.js'), ...process.argv.slice(2)]);
