// npm run cli -- <command>: sets the clone up if need be, then runs the command line.
import './lib/node-version.mjs';
import { inRoot, ROOT } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

// npm moves to the root of the clone; file names are meant from where the user is.
const cwd =
  process.env.npm_lifecycle_event === 'cli' && process.cwd() === ROOT ? process.env.INIT_CWD : undefined;
const node = await setUp();
await handOver(node, [inRoot('dist/apps/standalone/src/cli/main.js'), ...process.argv.slice(2)], {
  cwd: cwd ?? process.cwd(),
});
