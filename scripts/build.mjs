// npm run build: dist/ from the sources, unless it is up to date.
import './lib/node-version.mjs';
import { setUp } from './lib/setup.mjs';

await setUp();
