import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './binaries.js';
import { chooseUser, commandFor, type RunAs } from './run-as.js';

/** The superuser of an embedded PostgreSQL; its one database has the same name. */
export const SUPERUSER = 'shelfstream';

/** PostgreSQL's files in a data folder: the cluster itself, the superuser's password and the log. */
export interface Cluster {
  readonly pgdata: string;
  readonly password: string;
  readonly logFile: string;
  readonly runAs: RunAs;
}

const run = promisify(execFile);

/** PostgreSQL and its tools get this environment only: an inherited PGPORT, PGDATA or locale would steer them. */
export const POSTGRES_ENV: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LC_ALL: 'C' };

/**
 * Opens the cluster in `dataDir`, or makes a new one with a random password. A new one appears whole or not at all:
 * a start that is cut off leaves nothing that a later start could mistake for a cluster.
 */
export async function openCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  log: (line: string) => void,
): Promise<Cluster> {
  const pgdata = join(dataDir, 'pgdata');
  const passwordFile = join(dataDir, 'password');
  const logFile = join(dataDir, 'postgres.log');
  const existing = await stat(pgdata).catch(() => undefined);

  // PostgreSQL's own user must get through to its files; the password stays closed to it and to everyone.
  if (process.getuid?.() === 0) await chmod(dataDir, 0o711);
  const runAs = await chooseUser(binaries, dataDir, existing);
  if (existing !== undefined) return { pgdata, logFile, runAs, password: await keptPassword(passwordFile) };

  log(`Making a new PostgreSQL cluster in ${pgdata}`);
  for (const name of await readdir(dataDir)) {
    if (name.startsWith('pgdata.')) await rm(join(dataDir, name), { recursive: true, force: true });
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await chmod(passwordFile, 0o600);
  const draft = join(dataDir, `pgdata.${randomUUID()}`);
  await initialise(draft, password, binaries, runAs);
  await rename(draft, pgdata);
  return { pgdata, logFile, runAs, password };
}

async function initialise(
  pgdata: string,
  password: string,
  binaries: PostgresBinaries,
  runAs: RunAs,
): Promise<void> {
  const passwordForInitdb = join(pgdata, '..', `pgdata.${randomUUID()}`);
  await mkdir(pgdata, { mode: 0o700 });
  await writeFile(passwordForInitdb, password, { mode: 0o600 });
  const { owner } = runAs;
  if (owner !== undefined) {
    await chown(pgdata, owner.uid, owner.gid);
    await chown(passwordForInitdb, owner.uid, owner.gid);
  }
  const [command, args] = commandFor(runAs, binaries.initdb, [
    `--pgdata=${pgdata}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordForInitdb}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of text on every machine, whatever locales it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]);
  try {
    await run(command, args, { ...runAs.ids, cwd: '/', env: POSTGRES_ENV });
  } catch (error) {
    await rm(pgdata, { recursive: true, force: true });
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`PostgreSQL could not make its files in ${pgdata}: ${stderr?.trim() || message}`, {
      cause: error,
    });
  } finally {
    await rm(passwordForInitdb, { force: true });
  }
}

async function keptPassword(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(
      `The database's password is missing: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}). ` +
        'Put it back, or remove the folder that holds it to start with an empty database.',
      { cause: error },
    );
  }
}
