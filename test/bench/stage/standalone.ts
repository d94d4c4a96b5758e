import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '#local-servers';

/** dist/test/bench/stage -> dist/apps/standalone/src/main.js */
const MAIN = fileURLToPath(new URL('../../../apps/standalone/src/main.js', import.meta.url));

/** Shelfstream as `npm start -- --empty` starts it, in a folder of its own that goes with it. */
export interface RunningStandalone {
  readonly url: string;
  readonly process: ChildProcess;
  readonly folder: string;
  end(): Promise<void>;
}

/** Resolves when it is ready. */
export async function startStandalone(): Promise<RunningStandalone> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfstream-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN, '--empty', '--port', String(port)], {
    env: { ...process.env, SHELFSTREAM_DATA: path.join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = async () => {
    child.kill('SIGINT');
    if (child.exitCode === null) await once(child, 'close');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(child);
  } catch (error) {
    await end();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, process: child, folder, end };
}

/** Goes on reading afterwards: a pipe that nobody reads any more would break under its last words. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (text) => {
      output += String(text);
      if (output.includes('is ready (')) resolve();
    });
    child.once('close', () =>
      reject(new Error('Shelfstream ended before it was ready; its own words stand above')),
    );
  });
}
