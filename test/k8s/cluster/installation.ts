import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from '#testing';
import { apply, kubectl, type Pod } from './kubectl.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const SERVICE_NAMES = ['inventory', 'orders', 'returns', 'notifications'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];
export const MIGRATION = 'job/shelfstream-migrate-dev';
/** Of the images that the cluster has. */
const TAG = process.env['IMAGE_TAG'] ?? 'dev';
export const imageOf = (name: string): string => `shelfstream/${name}:${TAG}`;

/** The local overlay in a namespace of its own, on the cluster of the current context. */
export class Installation {
  private constructor(
    readonly namespace: string,
    /** May do everything. */
    readonly key: string,
  ) {}

  /** The namespace and its Secrets, as docs/operations/kubernetes.md makes them. Nothing runs yet. */
  static async prepare(): Promise<Installation> {
    const namespace = `shelfstream-test-${randomBytes(3).toString('hex')}`;
    const { key, file } = await makeKey();
    const installation = new Installation(namespace, key);
    const password = randomBytes(16).toString('hex');
    await apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
    await installation.secret('shelfstream-database', {
      password,
      url: `postgres://shelfstream:${password}@shelfstream-postgres:5432/shelfstream`,
    });
    await installation.secret('shelfstream-secrets', {
      PICKUP_CODE_SECRET: randomBytes(32).toString('base64'),
      SEALING_SECRET: randomBytes(32).toString('base64'),
    });
    await installation.secret('shelfstream-operator', { token: key });
    await installation.secret('shelfstream-api-keys', { 'api-keys.json': file });
    return installation;
  }

  /** Applies the overlay, its migration job waiting if it is to. */
  async install({ migrate }: { migrate: boolean }): Promise<void> {
    const folder = join(ROOT, '.shelfstream', this.namespace);
    await mkdir(folder, { recursive: true });
    try {
      const kustomization = {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        namespace: this.namespace,
        resources: [relative(folder, join(ROOT, 'k8s/overlays/local'))],
        images: [...SERVICE_NAMES, 'migrate', 'cli', 'console'].map((name) => ({
          name: `shelfstream/${name}`,
          newTag: TAG,
        })),
        patches: [
          {
            target: { kind: 'Job', name: 'shelfstream-migrate-.*' },
            patch: JSON.stringify([{ op: 'add', path: '/spec/suspend', value: !migrate }]),
          },
        ],
      };
      await writeFile(join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
      await kubectl('apply', '-k', folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async remove(): Promise<void> {
    await kubectl('delete', 'namespace', this.namespace, '--wait=false');
  }

  /** kubectl in this namespace. */
  kubectl(...args: string[]): Promise<string> {
    return kubectl('-n', this.namespace, ...args);
  }

  async pods(name: string): Promise<Pod[]> {
    const text = await this.kubectl('get', 'pods', '-l', `app.kubernetes.io/name=${name}`, '-o', 'json');
    return (JSON.parse(text) as { items: Pod[] }).items.filter(({ metadata }) => !metadata.deletionTimestamp);
  }

  async available(...names: string[]): Promise<void> {
    for (const name of names) await this.kubectl('rollout', 'status', name, '--timeout=300s');
  }

  async servicesAvailable(): Promise<void> {
    await this.available(...SERVICE_NAMES.map((name) => `deployment/shelfstream-${name}`));
  }

  async completed(job = MIGRATION): Promise<void> {
    await this.kubectl('wait', job, '--for=condition=Complete', '--timeout=300s');
  }

  /** What a pod says that it waits for, asked inside of it, as the image's own health check asks; '' when it is ready. */
  async waitsFor(pod: Pod): Promise<string> {
    try {
      await this.kubectl('exec', pod.metadata.name, '--', 'node', 'healthcheck.mjs');
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** How many addresses of ready pods the Service has: who may be sent requests. */
  async endpoints(name: ServiceName): Promise<number> {
    const label = `kubernetes.io/service-name=shelfstream-${name}`;
    const text = await this.kubectl('get', 'endpointslices', '-l', label, '-o', 'json');
    const { items } = JSON.parse(text) as {
      items: { endpoints?: { conditions: { ready?: boolean } }[] | null }[];
    };
    return items.flatMap(({ endpoints }) => endpoints ?? []).filter(({ conditions }) => conditions.ready)
      .length;
  }

  /** Waits until so many pods of every service may be sent requests. */
  endpointsAre(count: number, timeoutMs: number): Promise<void> {
    return eventually(
      async () => {
        const counts = await Promise.all(SERVICE_NAMES.map((name) => this.endpoints(name)));
        expect(counts).toEqual(SERVICE_NAMES.map(() => count));
      },
      { timeoutMs, intervalMs: 500 },
    );
  }

  private secret(name: string, data: Record<string, string>): Promise<void> {
    return apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: this.namespace },
      stringData: data,
    });
  }
}

/** A key by the command line, and the file that services know it by. */
async function makeKey(): Promise<{ key: string; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'shelfstream-keys-'));
  try {
    const path = join(folder, 'api-keys.json');
    const cli = join(ROOT, 'dist/apps/standalone/src/cli/main.js');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...[cli, 'keys', 'create', 'test of the cluster', '--role', 'administrator', '--file', path],
    ]);
    return { key: stdout.trim(), file: await readFile(path, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
