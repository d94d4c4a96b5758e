import { spawn } from 'node:child_process';
import { closeSync, openSync, renameSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { claim } from '../claim.js';
import { freePortNear } from '../ports.js';
import { markOf, send, type ProcessMark } from '../processes.js';
import { findPostgresBinaries, type PostgresBinaries } from './binaries.js';
import { openCluster, POSTGRES_ENV, SUPERUSER, type Cluster } from './cluster.js';
import { commandFor } from './run-as.js';
import { isReady, stopLeftover, stopPostmaster } from './postmaster.js';

export interface EmbeddedPostgresOptions {
  /** A folder for this server alone; made when missing. Data and password are kept there between starts. */
  readonly dataDir: string;
  /** Taken if it is free, else another. */
  readonly port?: number;
  /** Gets what a person waiting for the start wants to read. */
  readonly log?: (line: string) => void;
  /** PostgreSQL settings over our own, such as `{ work_mem: '64MB' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * The process that the server belongs to; by default this one, which then also stops it when it exits.
   * Another's id hands it over: that process must see to its end.
   */
  readonly ownerPid?: number;
}

/** A running PostgreSQL that only this machine can reach, with a random password. */
export interface EmbeddedPostgres {
  /** `postgres://` URL of the database `shelfstream`, as superuser. It holds the password: not for logs. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Creates the database unless it exists, and answers its URL. A name is lower-case letters, digits and `_`. */
  createDatabase(name: string): Promise<string>;
  /** Drops its clients, flushes and stops. Safe to call twice. */
  stop(): Promise<void>;
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  min_wal_size: '256MB',
  max_wal_size: '2GB',
  // The first change of a page after a checkpoint writes it whole: by far the most of what scattered sales log.
  wal_compression: 'on',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A refused row's values may be personal; terse leaves them out of the log.
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

const PORT_TAKEN = /could not bind|address already in use/i;
const STILL_ENDING = /pre-existing shared memory block/i;
const START_TIMEOUT_MS = 180_000;

/**
 * Starts PostgreSQL on 127.0.0.1 with the data in `dataDir`, and resolves when it takes connections. What a killed
 * run left behind is stopped or recovered first. The server is no part of the terminal's process group: Ctrl-C
 * reaches its owner only, who stops it last.
 *
 * @throws FolderInUseError when a running process uses the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => {}, ownerPid = process.pid } = options;
  const began = Date.now();
  const dataDir = resolve(options.dataDir);
  const binaries = findPostgresBinaries();
  await mkdir(dataDir, { recursive: true });
  const held = claim(join(dataDir, 'owner.lock'), ownerPid);
  try {
    const cluster = await openCluster(dataDir, binaries, log);
    await stopLeftover(cluster.pgdata, log);
    const { pid, port } = await launch(binaries, cluster, options, log);
    const server = new RunningPostgres(cluster, port, pid, ownerPid === process.pid, () => held.release());
    try {
      await server.createDatabase(SUPERUSER);
    } catch (error) {
      await server.stop();
      throw passwordAdvice(error, dataDir);
    }
    log(`PostgreSQL is ready on 127.0.0.1:${port} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    return server;
  } catch (error) {
    held.release();
    throw error;
  }
}

class RunningPostgres implements EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly #process: ProcessMark;
  readonly #password: string;
  readonly #onStopped: () => void;
  readonly #stopAtExit = (): void => void send(this.#process, 'SIGINT');
  #stopping: Promise<void> | undefined;

  constructor(cluster: Cluster, port: number, pid: number, ownedHere: boolean, onStopped: () => void) {
    this.port = port;
    this.pid = pid;
    this.#process = markOf(pid);
    this.#password = cluster.password;
    this.#onStopped = onStopped;
    this.url = this.#urlOf(SUPERUSER);
    if (ownedHere) process.once('exit', this.#stopAtExit);
  }

  async createDatabase(name: string): Promise<string> {
    if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new Error(`Not a database name: ${name}`);
    const client = new pg.Client({ connectionString: this.#urlOf('postgres') });
    await client.connect();
    try {
      const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE "${name}"`);
    } finally {
      await client.end();
    }
    return this.#urlOf(name);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const gone = await stopPostmaster(this.#process);
    process.removeListener('exit', this.#stopAtExit);
    if (!gone) throw new Error(`PostgreSQL (process ${this.pid}) does not stop. End it by hand.`);
    this.#onStopped();
  }

  #urlOf(database: string): string {
    return `postgres://${SUPERUSER}:${this.#password}@127.0.0.1:${this.port}/${database}`;
  }
}

/** Starts the program, again on another port if that one is taken, and waits until it takes connections. */
async function launch(
  binaries: PostgresBinaries,
  cluster: Cluster,
  options: EmbeddedPostgresOptions,
  log: (line: string) => void,
): Promise<{ pid: number; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePortNear(attempt === 1 ? options.port : undefined);
    try {
      return { port, pid: await launchOn(port, binaries, cluster, options.settings ?? {}, log) };
    } catch (error) {
      const { message } = error as Error;
      const passing = PORT_TAKEN.test(message) || STILL_ENDING.test(message);
      if (attempt >= 10 || !passing) throw error;
      await pause(200 * attempt);
    }
  }
}

async function launchOn(
  port: number,
  binaries: PostgresBinaries,
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<number> {
  const values = { ...SETTINGS, ...settings, port: String(port) };
  const [command, args] = commandFor(cluster.runAs, binaries.postgres, [
    ...['-D', cluster.pgdata],
    ...Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const output = freshLog(cluster.logFile);
  const child = spawn(command, args, {
    ...cluster.runAs.ids,
    cwd: '/',
    env: POSTGRES_ENV,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `it ended with ${signal ?? `code ${code}`}`));

  const began = Date.now();
  for (let told = began; ;) {
    if (failure !== undefined) {
      throw new Error(
        `PostgreSQL did not start: ${failure}. The end of ${cluster.logFile}:\n${await tail(cluster)}`,
      );
    }
    if (child.pid !== undefined && (await isReady(cluster.pgdata, child.pid))) return child.pid;
    if (Date.now() - began > START_TIMEOUT_MS) {
      if (child.pid !== undefined) await stopPostmaster(markOf(child.pid));
      throw new Error(`PostgreSQL was not ready in ${START_TIMEOUT_MS / 1000} s. See ${cluster.logFile}.`);
    }
    if (Date.now() - told > 5_000) {
      log('PostgreSQL is still starting: it recovers what an earlier run wrote');
      told = Date.now();
    }
    await pause(20);
  }
}

/** The log of this start; the one before it is kept beside it. */
function freshLog(file: string): number {
  try {
    renameSync(file, `${file}.previous`);
  } catch {
    // The first start.
  }
  return openSync(file, 'w', 0o600);
}

async function tail({ logFile }: Cluster): Promise<string> {
  const file = await open(logFile, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 2_000);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8').trim();
  } finally {
    await file.close();
  }
}

function passwordAdvice(error: unknown, dataDir: string): unknown {
  if ((error as { code?: string }).code !== '28P01') return error;
  return new Error(
    `The password in ${join(dataDir, 'password')} is not this database's. Put the right one back, or remove ` +
      `${dataDir} to start with an empty database.`,
  );
}
