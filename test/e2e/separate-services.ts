import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { eventually, freePort } from '#testing';

export const SERVICE_NAMES = ['inventory', 'orders', 'returns', 'notifications'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

const NODE = process.execPath;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One service as operators run it: a process of its own on PostgreSQL and Kafka. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  /** All that it wrote since it was first started. */
  output = '';

  private constructor(
    readonly name: ServiceName,
    private readonly env: NodeJS.ProcessEnv,
    readonly url: string,
  ) {}

  static async start(name: ServiceName, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
    const service = await ServiceProcess.begin(name, env);
    await service.isReady();
    return service;
  }

  /** Started, and perhaps not even listening yet. */
  static async begin(name: ServiceName, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
    const port = await freePort();
    const service = new ServiceProcess(name, { ...env, PORT: String(port) }, `http://127.0.0.1:${port}`);
    service.spawn();
    return service;
  }

  /** Starts it again; resolves when it is ready. */
  async start(): Promise<void> {
    this.spawn();
    await this.isReady();
  }

  private spawn(): void {
    const child = spawn(NODE, [`dist/apps/${this.name}/src/main.js`], {
      cwd: ROOT,
      env: { ...process.env, LOG_LEVEL: 'warn', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text) => (this.output += String(text)));
    this.child = child;
  }

  private async isReady(): Promise<void> {
    const runs = () => this.child?.exitCode === null && this.child.signalCode === null;
    await eventually(
      async () => {
        if (runs()) expect((await fetch(`${this.url}/health/ready`)).status).toBe(200);
      },
      { timeoutMs: 60_000, intervalMs: 100 },
    );
    if (!runs()) throw new Error(`${this.name} ended:\n${this.output}`);
  }

  /** Stops it as a rolling update does, or kills it as a crash would. Answers its exit status. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const child = this.child;
    if (child === undefined) return null;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = once(child, 'exit');
    child.kill(signal);
    await Promise.race([ended, pause(20_000, undefined, { ref: false })]);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      throw new Error(`${this.name} did not stop within 20 s:\n${this.output.slice(-2_000)}`);
    }
    return child.exitCode;
  }
}
