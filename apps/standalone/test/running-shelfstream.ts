import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#local-servers';

const script = (name: string) => fileURLToPath(new URL(`../../../scripts/${name}.mjs`, import.meta.url));

/** What a command wrote and how it ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A Shelfstream started as `npm start` starts it, on a port and a data folder of its own. */
export class RunningShelfstream {
  readonly url: string;
  output = '';

  private constructor(
    readonly port: number,
    private readonly dataDir: string,
    private readonly child: ChildProcess,
  ) {
    this.url = `http://localhost:${port}`;
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (text) => (this.output += String(text)));
  }

  /** Resolves when it says that it is ready. Nothing happens in it by itself. */
  static async start(dataDir: string, ...options: string[]): Promise<RunningShelfstream> {
    const running = await RunningShelfstream.begin(dataDir, ...options);
    await running.says('Shelfstream is ready');
    return running;
  }

  /** As `start`, and the sample's stores sell by themselves. */
  static async startLively(dataDir: string): Promise<RunningShelfstream> {
    const running = await RunningShelfstream.spawned({}, dataDir, [], []);
    await running.says('Shelfstream is ready');
    return running;
  }

  /** As `start`, with settings of its own in the environment. */
  static async startWith(
    env: NodeJS.ProcessEnv,
    dataDir: string,
    ...options: string[]
  ): Promise<RunningShelfstream> {
    const running = await RunningShelfstream.spawned(env, dataDir, options);
    await running.says('Shelfstream is ready');
    return running;
  }

  /** Started, and not ready yet. */
  static begin(dataDir: string, ...options: string[]): Promise<RunningShelfstream> {
    return RunningShelfstream.spawned({}, dataDir, options);
  }

  /** As `begin`, with settings of its own in the environment. */
  static beginWith(
    env: NodeJS.ProcessEnv,
    dataDir: string,
    ...options: string[]
  ): Promise<RunningShelfstream> {
    return RunningShelfstream.spawned(env, dataDir, options);
  }

  private static async spawned(
    env: NodeJS.ProcessEnv,
    dataDir: string,
    options: readonly string[],
    quiet: readonly string[] = ['--quiet'],
  ): Promise<RunningShelfstream> {
    const port = await freePort();
    const child = spawn(process.execPath, [script('start'), '--port', String(port), ...quiet, ...options], {
      env: { ...withoutServers(), SHELFSTREAM_DATA: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RunningShelfstream(port, dataDir, child);
  }

  async says(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      if (this.child.exitCode !== null)
        throw new Error(`It ended with ${this.child.exitCode}:\n${this.output}`);
      await sleep(20);
    }
  }

  /** Its exit status when it ends by itself. */
  async exitStatus(): Promise<number | null> {
    if (this.child.exitCode === null) await once(this.child, 'close');
    return this.child.exitCode;
  }

  /** Its exit status after the signal, and how long that took in milliseconds. */
  async end(signal: NodeJS.Signals = 'SIGINT'): Promise<{ status: number | null; ms: number }> {
    const started = Date.now();
    if (this.child.exitCode === null) {
      this.child.kill(signal);
      await once(this.child, 'close');
    }
    return { status: this.child.exitCode, ms: Date.now() - started };
  }

  /** Kills the process that serves, as a crash would: it cannot stop anything. */
  async crash(): Promise<void> {
    const server = processes().find(({ parent }) => parent === this.child.pid);
    process.kill(server!.pid, 'SIGKILL');
    await once(this.child, 'close');
  }

  /** Command lines of whatever still runs on its data folder or its port. */
  leftovers(): string[] {
    return processes()
      .map(({ command }) => command)
      .filter((command) => command.includes(this.dataDir) || command.includes(`--port ${this.port}`));
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.url}${path}`);
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Runs the command line against it. */
  cli(cwd: string, ...args: string[]): Promise<Ended> {
    return cli(cwd, ...args, '--url', this.url);
  }
}

export function cli(cwd: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script('cli'), ...args],
      { cwd, env: withoutServers() },
      (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });
}

function withoutServers(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, KAFKA_BROKERS: __, npm_lifecycle_event: ___, ...rest } = process.env;
  return rest;
}

function processes(): { pid: number; parent: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return [{ pid: Number(name), parent, command }];
      } catch {
        return [];
      }
    });
}
