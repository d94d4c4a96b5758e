// npm run build:client [-- --out FOLDER]: the client as it is published, by default in build/client.
import './lib/node-version.mjs';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const out = values.out === undefined ? inRoot('build', 'client') : resolve(values.out);
const node = await setUp();

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc');
const project = ['-p', inRoot('libs', 'client'), '--outDir', join(out, 'dist')];
const code = await run(node, [tsc, ...project], { quiet: false });
if (code !== 0) {
  console.error('The client does not compile; the reason stands above.');
  process.exit(code);
}

// Version, licence and libraries are those of the repository, so that they cannot fall behind.
const json = (...path) => JSON.parse(readFileSync(inRoot(...path), 'utf8'));
const { version, license, dependencies: ours } = json('package.json');
const dependencies = Object.fromEntries(
  ['eventsource-parser', 'openapi-fetch'].map((name) => [name, `^${ours[name]}`]),
);
const manifest = { ...json('libs', 'client', 'package.json'), version, license, dependencies };
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
copyFileSync(inRoot('libs', 'client', 'README.md'), join(out, 'README.md'));
copyFileSync(inRoot('LICENSE'), join(out, 'LICENSE'));
console.log(`${manifest.name} ${version} is in ${out}: npm pack or npm publish it there.`);
