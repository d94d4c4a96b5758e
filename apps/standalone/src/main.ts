import { ConfigError, stopSignal } from '#platform';
import { prefixOf } from '#service';
import { readEnvironment, readOptions, USAGE, UsageError } from './options.js';
import { parentGone } from './parent.js';
import { SERVICES } from './services.js';
import { startStandalone, StartCancelled } from './start-standalone.js';

const say = (line: string): void => console.log(line);

/** `npm start`: everything in one process until Ctrl-C. Answers the exit status. */
async function main(): Promise<number> {
  const environment = readEnvironment();
  const options = readOptions(process.argv.slice(2), environment);
  if (options === undefined) {
    say(USAGE);
    return 0;
  }
  const cancel = new AbortController();
  const asked = Promise.race([stopSignal(), parentGone()]).then((reason) => {
    say(`Stopping (${reason}); once more forces it.`);
    cancel.abort();
  });
  const started = Date.now();
  const standalone = await startStandalone(options, environment, say, cancel.signal);
  say(ready(standalone.url, (Date.now() - started) / 1000));

  await asked;
  const failed = await standalone.stop();
  say(failed.length === 0 ? 'Stopped.' : `Stopped, but not cleanly: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}

const ready = (url: string, seconds: number): string => `
Shelfstream is ready (${seconds.toFixed(1)} s).

  Welcome        ${url}
  Console        ${url}/console/
  Shop           ${url}/shop/
${SERVICES.map(({ service }) => `  ${service.name.padEnd(14)} ${url}/${prefixOf(service)}/docs`).join('\n')}
  Health         ${url}/health/ready
  Metrics        ${url}/metrics

  How it is getting on: npm run cli -- status
  Command line: npm run cli -- --help
  Ctrl-C stops it.
`;

// Whoever reads our words may be gone before we are: that is no reason to leave PostgreSQL behind.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

main()
  .catch((error: unknown) => {
    if (error instanceof StartCancelled) {
      say('Stopped.');
      return 0;
    }
    const expected = error instanceof UsageError || error instanceof ConfigError;
    console.error(expected ? error.message : `Shelfstream could not start: ${(error as Error).message}`);
    if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
    return 1;
  })
  // Whatever still holds the process open has been asked to end by now.
  .then((status) => process.exit(status));
