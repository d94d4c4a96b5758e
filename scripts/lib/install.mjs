import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

/** Installs the dependencies unless exactly those of package-lock.json are there. */
export async function install() {
  const reason = whyInstall();
  if (reason === undefined) return;
  console.error(`Installing dependencies with npm ci (${reason}); this takes a minute or so.`);
  const [command, ...args] = npm(
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  );
  const code = await run(command, args, { quiet: false });
  if (code !== 0) {
    console.error(
      'npm ci failed. Correct what it says above (network, registry, disk) and run the command again.',
    );
    process.exit(code);
  }
}

/** The Node that everything but these scripts runs on: the package `node`, whatever the machine has. */
export function pinnedNode() {
  const pinned = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  const wanted = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).devDependencies.node;
  if (process.versions.node.split('.')[0] === wanted.split('.')[0]) return process.execPath;
  console.error(
    `Node ${wanted} was not installed: npm did not run its install script. Run "npm rebuild node" and the command ` +
      'again, or install that version of Node yourself.',
  );
  process.exit(1);
}

/** npm keeps in node_modules what it installed; an install that was interrupted leaves no such list. */
function whyInstall() {
  const wanted = packages(inRoot('package-lock.json'));
  if (wanted === undefined) return 'there is no package-lock.json to read';
  const installed = packages(inRoot('node_modules', '.package-lock.json'));
  if (installed === undefined) return 'nothing is installed yet';
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === '' || optional) continue;
    if (installed[path]?.version !== version)
      return `${path.replace('node_modules/', '')} ${version} is missing`;
  }
  return undefined;
}

function packages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** The npm that started us, else the one on the path. */
function npm(...args) {
  const started = process.env.npm_execpath;
  if (started !== undefined && /npm-cli\.[cm]?js$/.test(started)) return [process.execPath, started, ...args];
  return ['npm', ...args];
}
