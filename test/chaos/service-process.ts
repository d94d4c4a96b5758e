import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#local-servers';

export const SERVICE_NAMES = ['inventory', 'orders', 'returns', 'notifications'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

const NODE = process.execPath;
// From the sources as from `dist`, the repository is where package.json is.
const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = HERE.replace(/(dist\/)?test\/chaos\/$/, '');
const READY_WITHIN_MS = 180_000;
const RESTART_AFTER_MS = 300;
const KEPT_OUTPUT = 200_000;

/** One service as operators run it: a process of its own on PostgreSQL and Kafka. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private kept = false;
  /** The end of all that it wrote since it was first started. */
  output = '';

  private constructor(
    readonly name: ServiceName,
    private readonly env: NodeJS.ProcessEnv,
    readonly url: string,
  ) {}

  static async start(name: ServiceName, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
    const service = await ServiceProcess.onFreePort(name, env);
    try {
      await service.start();
    } catch (error) {
      await service.stop('SIGKILL');
      throw error;
    }
    return service;
  }

  /** Started, and perhaps not even listening yet. */
  static async begin(name: ServiceName, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
    const service = await ServiceProcess.onFreePort(name, env);
    service.launch();
    return service;
  }

  private static async onFreePort(name: ServiceName, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
    const port = await freePort();
    return new ServiceProcess(name, { ...env, PORT: String(port) }, `http://127.0.0.1:${port}`);
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it is ready. */
  async start(more: NodeJS.ProcessEnv = {}): Promise<void> {
    const child = this.launch(more);
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await this.isReady())) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`${this.name} ended:\n${this.output}`);
      if (Date.now() > deadline) throw new Error(`${this.name} is not ready:\n${this.output.slice(-4_000)}`);
      await pause(100);
    }
  }

  /** Starts it and waits for nothing. */
  launch(more: NodeJS.ProcessEnv = {}): ChildProcess {
    const child = spawn(NODE, [`dist/apps/${this.name}/src/main.js`], {
      cwd: ROOT,
      env: { ...process.env, LOG_LEVEL: 'warn', ...this.env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => (this.output = (this.output + String(text)).slice(-KEPT_OUTPUT)));
    }
    child.once('exit', () => {
      if (!this.kept || this.child !== child) return;
      setTimeout(() => this.kept && this.child === child && this.launch(), RESTART_AFTER_MS).unref();
    });
    this.child = child;
    return child;
  }

  /** From now on it is started again whenever it ends by itself, as an orchestrator does; or no more. */
  keepRunning(kept: boolean): void {
    this.kept = kept;
    if (kept && !this.isRunning) this.launch();
  }

  /** Sends the signal and waits for nothing. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Resolves with the signal that ended the process that runs now. */
  async ended(): Promise<NodeJS.Signals | null> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return child?.signalCode ?? null;
    await once(child, 'exit');
    return child.signalCode;
  }

  async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      return false;
    }
  }

  /** Stops it as a rolling update does, or kills it as a crash would. Answers its exit status. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    this.kept = false;
    if (!this.isRunning) return this.child?.exitCode ?? null;
    const ended = this.ended();
    this.signal(signal);
    await Promise.race([ended, pause(20_000, undefined, { ref: false })]);
    if (this.isRunning) {
      this.signal('SIGKILL');
      throw new Error(`${this.name} did not stop within 20 s:\n${this.output.slice(-2_000)}`);
    }
    return this.child?.exitCode ?? null;
  }
}
