import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { eventually } from '#testing';
import { type Installation, MIGRATION, type ServiceName } from './installation.js';
import { apply, hasStarted, isReady, type Pod } from './kubectl.js';

const NAME = 'next-version';

/**
 * A next version of a service without another image: the same, with one migration more, which a ConfigMap lays over its
 * list of migrations in the service's pods and in the job's.
 */
export class Upgrade {
  private constructor(
    private readonly installation: Installation,
    private readonly service: ServiceName,
    private readonly before: ReadonlySet<string>,
  ) {}

  /** Rolls the service to the next version. Nobody has run its migration yet. */
  static async begin(installation: Installation, service: ServiceName): Promise<Upgrade> {
    const before = new Set((await installation.pods(service)).map(({ metadata }) => metadata.name));
    const upgrade = new Upgrade(installation, service, before);
    await apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: NAME, namespace: installation.namespace },
      data: { 'index.js': await nextMigrations(service) },
    });
    const pod = upgrade.overlay('service');
    await installation.kubectl(
      'patch',
      `deployment/shelfstream-${service}`,
      '--patch',
      JSON.stringify({ spec: { template: { spec: pod } } }),
    );
    return upgrade;
  }

  /** The pods of the next version, once they have started. */
  newPods(): Promise<Pod[]> {
    return eventually(
      async () => {
        const pods = (await this.installation.pods(this.service)).filter(
          ({ metadata }) => !this.before.has(metadata.name),
        );
        expect(pods.map((pod) => [hasStarted(pod), isReady(pod)])).toEqual([[true, false]]);
        return pods;
      },
      { timeoutMs: 120_000, intervalMs: 1_000 },
    );
  }

  /** Runs the job of the next version. */
  async migrate(): Promise<void> {
    const text = await this.installation.kubectl('get', MIGRATION, '-o', 'json');
    const { spec } = JSON.parse(text) as { spec: { template: { spec: Record<string, unknown> } } };
    const { volumes, containers } = this.overlay('migrate');
    const pod = spec.template.spec as { containers: { volumeMounts?: object[] }[] };
    await apply({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: `shelfstream-migrate-${NAME}`, namespace: this.installation.namespace },
      spec: {
        template: {
          metadata: {
            labels: { 'app.kubernetes.io/component': 'migrate', 'app.kubernetes.io/part-of': 'shelfstream' },
          },
          spec: {
            ...pod,
            containers: pod.containers.map((one) => ({ ...one, volumeMounts: containers[0]?.volumeMounts })),
            volumes,
          },
        },
      },
    });
    await this.installation.completed(`job/shelfstream-migrate-${NAME}`);
  }

  private overlay(container: string) {
    const mountPath = `/app/dist/apps/${this.service}/src/persistence/migrations/index.js`;
    return {
      containers: [{ name: container, volumeMounts: [{ name: NAME, mountPath, subPath: 'index.js' }] }],
      volumes: [{ name: NAME, configMap: { name: NAME } }],
    };
  }
}

/** The compiled list of a service's migrations, with one more that takes nothing away: as every migration must be. */
async function nextMigrations(service: ServiceName): Promise<string> {
  const path = `../../../dist/apps/${service}/src/persistence/migrations/index.js`;
  const text = await readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  return `${text.replace(/\n\/\/# sourceMappingURL.*/, '')}
class NextVersion9000000000000 {
  name = 'NextVersion9000000000000';
  async up(tx) { await tx.query('CREATE TABLE ${service}.next_version (id int)'); }
  async down(tx) { await tx.query('DROP TABLE ${service}.next_version'); }
}
MIGRATIONS.push(NextVersion9000000000000);
`;
}
