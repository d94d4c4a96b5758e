import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

const SOURCES = ['apps/console', 'libs/client', 'package-lock.json'];

/**
 * Builds the pages of the console into `target`. Those of `built`, an earlier build, are taken over when they are of these
 * very sources. Answers the exit status.
 */
export async function buildConsole(node, target, built) {
  const sources = fingerprintOf(SOURCES);
  const stamp = join(built, '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) {
    cpSync(built, target, { recursive: true });
    return 0;
  }
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
  const config = inRoot('apps', 'console', 'vite.config.ts');
  const code = await run(
    node,
    [vite, 'build', '--config', config, '--outDir', target, '--emptyOutDir', '--logLevel', 'warn'],
    { quiet: true },
  );
  if (code === 0) writeFileSync(join(target, '.sources'), sources);
  return code;
}
