// npm start: sets the clone up if need be, then runs all of Shelfstream in one process until Ctrl-C.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const node = await setUp();
await handOver(node, [inRoot('dist/apps/standalone/src/main.js'), ...process.argv.slice(2)], { tied: true });
