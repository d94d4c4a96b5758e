import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole } from './build-console.mjs';
import { fingerprintOf } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

const SOURCES = ['apps', 'libs', 'test', 'nest-cli.json', '.swcrc', 'tsconfig.json', 'package-lock.json'];
const DIST = inRoot('dist');
const STAMP = join(DIST, '.sources');

/** Builds dist/ unless it was built from these very sources. Answers whether it did. */
export async function build(node) {
  const sources = fingerprintOf(SOURCES);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return false;
  console.error('Building (a few seconds).');

  // Built aside and put in place whole: who starts meanwhile finds the old dist or the new one, and no mixture.
  const work = inRoot('node_modules', '.cache', 'shelfstream');
  const next = join(work, 'dist');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const config = JSON.parse(readFileSync(inRoot('nest-cli.json'), 'utf8'));
  config.compilerOptions.builder.options.outDir = 'node_modules/.cache/shelfstream/dist';
  writeFileSync(join(work, 'nest-cli.json'), JSON.stringify(config));

  const nest = inRoot('node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const nestBuild = [nest, 'build', 'standalone', '-c', 'node_modules/.cache/shelfstream/nest-cli.json'];
  const code =
    (await run(node, nestBuild, { quiet: true })) ||
    (await buildConsole(node, join(next, 'console'), join(DIST, 'console')));
  if (code !== 0 || !existsSync(next)) {
    console.error('The build failed; the reason stands above.');
    process.exit(code || 1);
  }
  writeFileSync(join(next, '.sources'), sources);
  const old = join(work, 'dist.old');
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(next, DIST);
  rmSync(work, { recursive: true, force: true });
  return true;
}
