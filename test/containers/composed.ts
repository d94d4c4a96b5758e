import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, uniqueId } from '#testing';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MOST_OUTPUT = 64 * 1_048_576;

export const SERVICES = ['inventory', 'orders', 'returns', 'notifications', 'console'] as const;

/** What `docker inspect` says of a container, as far as it is asked here. */
export interface Inspected {
  readonly State: { readonly ExitCode: number; readonly Status: string };
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly PortBindings: Readonly<Record<string, readonly { readonly HostIp: string }[] | null>> | null;
  };
}

/** The system of docker/compose.yaml under a name, ports and secrets of its own, as its user has it. */
export class Composed {
  /** The first API key, as `prepare.sh` has shown it. */
  key = '';
  readonly url: string;
  readonly mailUrl: string;

  private constructor(
    private readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.url = `http://127.0.0.1:${env['SHELFSTREAM_PORT']}`;
    this.mailUrl = `http://127.0.0.1:${env['MAIL_PORT']}`;
  }

  /** Builds the images, or takes those of SHELFSTREAM_VERSION; makes secrets and a key. Nothing runs yet. */
  static async build(): Promise<Composed> {
    const given = process.env['SHELFSTREAM_VERSION'];
    const folder = await mkdtemp(join(tmpdir(), 'shelfstream-composed-'));
    const composed = new Composed(folder, {
      ...process.env,
      COMPOSE_PROJECT_NAME: uniqueId('shelfstream-test'),
      ENV_FILE: join(folder, '.env'),
      SHELFSTREAM_PORT: String(await freePort()),
      MAIL_PORT: String(await freePort()),
      SHELFSTREAM_VERSION: given ?? 'test',
    });
    for (const target of given === undefined ? [...SERVICES, 'migrate', 'cli'] : []) {
      const image = `shelfstream/${target}:test`;
      await composed.run('docker', [
        'build',
        '-f',
        'docker/Dockerfile',
        '--target',
        target,
        '-t',
        image,
        '.',
      ]);
    }
    composed.key = (await composed.run('docker/prepare.sh', [])).trim();
    return composed;
  }

  /** `docker compose ...` */
  compose(...args: string[]): Promise<string> {
    const file = ['--env-file', join(this.folder, '.env'), '-f', 'docker/compose.yaml'];
    return this.run('docker', ['compose', ...file, ...args]);
  }

  /** Starts everything; resolves when all of it is healthy. */
  async up(): Promise<void> {
    await this.compose('up', '--detach', '--wait', '--wait-timeout', '600');
  }

  async inspect(service: string): Promise<Inspected> {
    const id = (await this.compose('ps', '--all', '--quiet', service)).trim();
    const [found] = JSON.parse(await this.run('docker', ['inspect', id])) as Inspected[];
    return found!;
  }

  /** Removes containers and data. */
  async remove(): Promise<void> {
    await this.compose('--profile', 'tools', 'down', '--volumes', '--timeout', '5');
    await rm(this.folder, { recursive: true, force: true });
  }

  private run(command: string, args: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      execFile(
        command,
        args,
        { cwd: ROOT, env: this.env, maxBuffer: MOST_OUTPUT },
        (error, stdout, stderr) => {
          if (error === null) resolve(stdout);
          else reject(new Error(`${command} ${args.join(' ')}:\n${stdout}\n${stderr.slice(-4_000)}`));
        },
      );
    });
  }
}
