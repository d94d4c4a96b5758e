// npm run screenshots: takes the pictures of docs/images/ anew, in a real browser on the sample retailer; names of pictures
// take these alone.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const node = await setUp();
await handOver(node, [inRoot('dist/test/console/screenshots.js'), ...process.argv.slice(2)]);
