// npm run screenshots: makes the pictures of the documentation anew from a running npm start (or SHELFSTREAM_URL); names
// of pictures make these alone.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const node = await setUp();
await handOver(node, [inRoot('dist/test/console/screenshots.js'), ...process.argv.slice(2)]);
