import { removeRun } from './run-folder.js';

/** Ends what the run's specs have started. */
export default async function globalTeardown() {
  await removeRun(JSON.parse(process.env.SHELFSTREAM_TEST_RUN).folder);
}
