import { chmodSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAbandonedRuns, RUN_FOLDER_PREFIX } from './run-folder.js';

/** Makes the folder of this run. Nothing is started: a run of unit specs alone pays for no server. */
export default async function globalSetup() {
  await removeAbandonedRuns();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${RUN_FOLDER_PREFIX}${process.pid}-`)));
  // As root, PostgreSQL runs as a user of its own, who must get through.
  chmodSync(folder, 0o711);
  process.env.SHELFSTREAM_TEST_RUN = JSON.stringify({ folder, pid: process.pid });
}
