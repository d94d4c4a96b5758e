// npm test: sets the clone up if need be, then runs jest with the arguments it was given.
import './lib/node-version.mjs';
import { inRoot } from './lib/paths.mjs';
import { handOver } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

// --no-kafka leaves out the specs that need a Kafka broker.
const withKafka = !process.argv.includes('--no-kafka');
if (!withKafka) process.env.SHELFSTREAM_TEST_KAFKA = 'off';

const node = await setUp();
const jest = inRoot('node_modules/jest/bin/jest.js');
await handOver(node, [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  jest,
  ...process.argv.slice(2).filter((argument) => argument !== '--no-kafka'),
]);
