import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '#testing';

export const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function run(
  command: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<Ended> {
  const [file, ...args] = command as [string, ...string[]];
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env } };
    execFile(file, args, options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ status, stdout, stderr });
    });
  });
}

/** As `run`; anything but a success is an error that shows what was written. */
export async function succeed(command: readonly string[], options: { cwd: string }): Promise<string> {
  const { status, stdout, stderr } = await run(command, options);
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** The npm that runs these tests. */
export const npm = (...args: string[]): string[] => {
  const started = process.env['npm_execpath'];
  return started !== undefined && /npm-cli\.[cm]?js$/.test(started)
    ? [process.execPath, started, ...args]
    : ['npm', ...args];
};

/** A program of an example that runs beside the test, as somebody who copied it would run it. */
export class ExampleProcess {
  output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => (this.output += String(text)));
    }
  }

  static start(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): ExampleProcess {
    const child = spawn(process.execPath, [...args], { cwd, env: { ...process.env, ...env } });
    return new ExampleProcess(child);
  }

  /** Waits until it has written the text. */
  says(text: string): Promise<void> {
    return eventually(
      () => {
        if (!this.output.includes(text)) throw new Error(`It has not said ${text}:\n${this.output}`);
      },
      { timeoutMs: 30_000 },
    );
  }

  type(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'close');
    this.child.kill(signal);
    await ended;
  }
}
