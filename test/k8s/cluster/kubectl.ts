import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs kubectl on the current context and answers what it wrote. */
export async function kubectl(...args: string[]): Promise<string> {
  try {
    return (await execute('kubectl', args, { maxBuffer: 64 * 1_048_576 })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`kubectl ${args.join(' ')}: ${stderr.trim() || stdout.trim() || message}`, {
      cause: error,
    });
  }
}

/** Hands a manifest to kubectl. */
export function apply(manifest: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('kubectl', ['apply', '-f', '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`kubectl apply: ${said.trim()}`)),
    );
    child.stdin.end(JSON.stringify(manifest));
  });
}

export interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly status: {
    readonly phase: string;
    readonly containerStatuses?: readonly {
      readonly ready: boolean;
      readonly started?: boolean;
      readonly restartCount: number;
    }[];
  };
}

export const isReady = ({ status }: Pod): boolean =>
  status.containerStatuses?.every(({ ready }) => ready) ?? false;
export const hasStarted = ({ status }: Pod): boolean =>
  status.containerStatuses?.every(({ started }) => started === true) ?? false;
