// npm run check:k8s: builds what lies in k8s/ and checks it. Part of npm run check.
import './lib/node-version.mjs';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/setup.mjs';
import { kustomize } from './k8s/kustomize.mjs';
import { schemas } from './k8s/schemas.mjs';
import { MissingTool } from './k8s/cache.mjs';

/** Every overlay, and the components that no overlay has, each as a file of its own. */
async function built(into) {
  const build = await kustomize();
  const folders = ['k8s/overlays', 'test/k8s/manifests/kustomizations'].flatMap((folder) =>
    readdirSync(inRoot(folder)).map((name) => [name, inRoot(folder, name)]),
  );
  await mkdir(into);
  await Promise.all(
    folders.map(async ([name, path]) => writeFile(join(into, `${name}.yaml`), await build(path))),
  );
}

const node = await setUp();
const folder = await mkdtemp(join(tmpdir(), 'shelfstream-k8s-'));
let status = 1;
try {
  const manifests = join(folder, 'manifests');
  const [file] = await Promise.all([schemas(), built(manifests)]);
  process.env.SHELFSTREAM_K8S_SCHEMAS = file;
  process.env.SHELFSTREAM_K8S_MANIFESTS = manifests;
  status = await run(
    node,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      inRoot('node_modules/jest/bin/jest.js'),
      '--config',
      inRoot('test/k8s/manifests/jest.config.js'),
      ...process.argv.slice(2),
    ],
    { quiet: false },
  );
} catch (error) {
  console.error(error instanceof MissingTool ? error.message : error);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(status);
