import { built, KUSTOMIZATIONS } from './manifest.js';
import { broken } from './policies.js';
import { dangling } from './references.js';
import { misshapen } from './schema.js';
import { SECRETS } from './secrets.js';

const SERVICES = ['inventory', 'orders', 'returns', 'notifications', 'migrate'];
/** What a further cell has: the stock of its locations, in a namespace of its own. */
const OF_CELL = ['inventory', 'migrate'];

describe('What is built from k8s/', () => {
  it('is every overlay, and each component in one', () => {
    expect(KUSTOMIZATIONS).toEqual(
      expect.arrayContaining(['autoscaling-by-cpu', 'first-cell', 'local', 'production', 'second-cell']),
    );
  });

  describe.each(KUSTOMIZATIONS)('%s', (name) => {
    const manifests = built(name);
    const isCell = name === 'second-cell';

    it('has the shape that Kubernetes and the operators ask for', () => {
      expect(manifests.length).toBeGreaterThan(isCell ? 10 : 20);
      expect(misshapen(manifests)).toEqual([]);
    });

    it('refers to nothing that is not there', () => {
      expect(dangling(manifests, SECRETS)).toEqual([]);
    });

    it('runs nothing that is not restricted, bounded, probed and guarded', () => {
      expect(broken(manifests)).toEqual([]);
    });

    it('puts each thing there once, in one namespace', () => {
      const names = manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
      expect(new Set(names).size).toBe(names.length);
      const namespaces = new Set(
        manifests.map(({ kind, metadata }) => (kind === 'Namespace' ? metadata.name : metadata.namespace)),
      );
      expect([...namespaces]).toEqual([isCell ? 'shelfstream-south' : 'shelfstream']);
    });

    it('runs its services, and no others, of the version that the migration job is named by', () => {
      const images = manifests
        .filter(({ kind }) => kind === 'Deployment' || kind.endsWith('Job'))
        .flatMap((manifest) => JSON.stringify(manifest).match(/shelfstream\/[a-z]+:[^"]+/g) ?? []);
      const versions = new Set(images.map((image) => image.split(':')[1]));
      expect(versions.size).toBe(1);
      for (const service of SERVICES) {
        const times = !isCell || OF_CELL.includes(service) ? 1 : 0;
        expect(images.filter((image) => image.startsWith(`shelfstream/${service}:`))).toHaveLength(times);
      }
      const job = manifests.find(({ kind }) => kind === 'Job');
      expect(job?.metadata.name).toBe(`shelfstream-migrate-${[...versions][0]}`);
    });
  });
});
