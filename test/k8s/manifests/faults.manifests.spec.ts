import { at, built, changed, type Json, type Manifest } from './manifest.js';
import { broken } from './policies.js';
import { dangling } from './references.js';
import { misshapen } from './schema.js';
import { SECRETS } from './secrets.js';

type Change = (manifest: Json) => void;
/** What is done to a good manifest, and what must be said of it then. */
type Fault = readonly [what: string, overlay: string, target: string, change: Change, said: string];

const pod = (manifest: Json): Json => at<Json>(manifest, 'spec.template.spec') as Json;
const container = (manifest: Json): Json => (at<Json[]>(pod(manifest), 'containers') as Json[])[0] as Json;
const put =
  (path: string, value: unknown): Change =>
  (manifest) => {
    const names = path.split('.');
    const last = names.pop() as string;
    (names.reduce<unknown>((part, name) => (part as Json)[name], manifest) as Json)[last] = value;
  };
const ORDERS = 'Deployment/shelfstream-orders';
const env = (manifest: Json) => container(manifest)['env'] as Json[];

const SHAPES: readonly Fault[] = [
  ['an unknown field', 'local', ORDERS, put('spec.replica', 2), '/spec: has no field replica'],
  [
    'an unknown field far below',
    'local',
    ORDERS,
    (manifest) => put('readinessProbe.httpGet.timeout', 1)(container(manifest)),
    '/readinessProbe/httpGet: has no field timeout',
  ],
  ['a wrong type', 'local', ORDERS, put('spec.replicas', 'two'), '/spec/replicas: must be integer'],
  [
    'a word that is none of the choice',
    'local',
    'Service/',
    put('spec.ports', 'http'),
    '/spec/ports: must be array',
  ],
  [
    'a label that is no text',
    'local',
    ORDERS,
    put('metadata.labels.x', 1),
    '/metadata/labels/x: must be string',
  ],
  ['a kind that nobody defines', 'local', 'Service/', put('kind', 'Servant'), 'nobody defines v1/Servant'],
  [
    'an unknown field of a custom resource',
    'production',
    'Cluster/',
    put('spec.instance', 3),
    '/spec: has no field instance',
  ],
  [
    'a wrong type in a custom resource',
    'production',
    'Cluster/',
    put('spec.storage.size', 100),
    '/spec/storage/size: must be string',
  ],
];

const REFERENCES: readonly Fault[] = [
  [
    'a ConfigMap that is not there',
    'local',
    ORDERS,
    (manifest) =>
      put('configMapRef.name', 'shelfstream-order')((container(manifest)['envFrom'] as Json[])[0] as Json),
    'there is no ConfigMap/shelfstream-order',
  ],
  [
    'a Secret that nobody makes',
    'local',
    ORDERS,
    (manifest) => put('valueFrom.secretKeyRef.name', 'secret')(env(manifest)[0] as Json),
    'nobody makes a Secret secret',
  ],
  [
    'a key that its Secret does not have',
    'local',
    ORDERS,
    (manifest) => put('valueFrom.secretKeyRef.key', 'URL')(env(manifest)[0] as Json),
    'has no key URL',
  ],
  [
    'a ServiceAccount that is not there',
    'local',
    ORDERS,
    put('spec.template.spec.serviceAccountName', 'orders'),
    'there is no ServiceAccount/orders',
  ],
  [
    'a volume that is not there',
    'local',
    ORDERS,
    (manifest) => put('volumeMounts', [{ name: 'keys', mountPath: '/keys' }])(container(manifest)),
    'mounts keys, which is no volume',
  ],
  ['a Service for no pod', 'local', 'Service/', put('spec.selector', { app: 'x' }), 'selects no pod'],
  [
    'a port that no pod has',
    'local',
    'Service/shelfstream-orders',
    put('spec.ports', [{ name: 'http', port: 80, targetPort: 'web' }]),
    'leads to the port web',
  ],
  [
    'a budget for no pod',
    'local',
    'PodDisruptionBudget/',
    put('spec.selector.matchLabels', { app: 'x' }),
    'selects no pod',
  ],
  [
    'an autoscaler of nothing',
    'autoscaling-by-cpu',
    'HorizontalPodAutoscaler/',
    put('spec.scaleTargetRef.name', 'shelfstream-order'),
    'there is no Deployment/shelfstream-order',
  ],
  [
    'a path that leads nowhere',
    'production',
    'Ingress/',
    put('spec.rules', [
      { http: { paths: [{ backend: { service: { name: 'x', port: { name: 'http' } } } }] } },
    ]),
    'of Service/x, which is not there',
  ],
];

const POLICIES: readonly Fault[] = [
  [
    'a pod that may run as root',
    'local',
    ORDERS,
    put('spec.template.spec.securityContext.runAsNonRoot', false),
    'may run as root',
  ],
  [
    'a file system that can be written to',
    'local',
    ORDERS,
    (manifest) => put('securityContext.readOnlyRootFilesystem', false)(container(manifest)),
    'may write to its root file system',
  ],
  [
    'a token of the cluster',
    'local',
    ORDERS,
    put('spec.template.spec.automountServiceAccountToken', true),
    'mounts a token',
  ],
  [
    'an image that moves',
    'local',
    ORDERS,
    (manifest) => put('image', 'shelfstream/orders:latest')(container(manifest)),
    'is not a fixed version',
  ],
  [
    'an image without a tag',
    'local',
    ORDERS,
    (manifest) => put('image', 'registry:5000/shelfstream/orders')(container(manifest)),
    'is not a fixed version',
  ],
  [
    'no memory limit',
    'local',
    ORDERS,
    (manifest) => put('resources.limits', {})(container(manifest)),
    'no memory limit',
  ],
  [
    'a heap that does not fit',
    'local',
    ORDERS,
    (manifest) => put('resources.limits.memory', '256Mi')(container(manifest)),
    'may have a heap of',
  ],
  [
    'no readiness probe',
    'local',
    ORDERS,
    (manifest) => delete container(manifest)['readinessProbe'],
    'no readinessProbe',
  ],
  [
    'a liveness probe that asks whether it is ready',
    'local',
    ORDERS,
    (manifest) => put('livenessProbe.httpGet.path', '/health/ready')(container(manifest)),
    'is not alive by /health/live',
  ],
  [
    'a rolling update with pods away',
    'local',
    ORDERS,
    put('spec.strategy.rollingUpdate.maxUnavailable', 1),
    'rolls with unavailable pods',
  ],
  [
    'too little time to stop',
    'local',
    ORDERS,
    put('spec.template.spec.terminationGracePeriodSeconds', 5),
    'is killed before',
  ],
  [
    'replicas beside an autoscaler',
    'autoscaling-by-cpu',
    ORDERS,
    put('spec.replicas', 3),
    'has replicas of its own beside an autoscaler',
  ],
  [
    'a namespace for everybody',
    'local',
    'Namespace/',
    put('metadata.labels', {}),
    'does not enforce Pod Security',
  ],
  [
    'a secret among settings',
    'local',
    'ConfigMap/shelfstream-orders',
    put('data', { SEALING_SECRET: 'x' }),
    'SEALING_SECRET is a secret',
  ],
  [
    'a password in an address among settings',
    'local',
    'ConfigMap/shelfstream-orders',
    put('data', { SMTP_URL: 'smtp://shop:hunter2@mail' }),
    'SMTP_URL is a secret',
  ],
];

describe('The checks of what is built', () => {
  describe.each([
    ['shape', SHAPES, misshapen],
    ['references', REFERENCES, (manifests: Manifest[]) => dangling(manifests, SECRETS)],
    ['policies', POLICIES, broken],
  ] as const)('%s', (_, faults, check) => {
    it.each(faults)('find %s', (_what, overlay, target, change, said) => {
      const found = check(changed(built(overlay), target, change));
      expect(found.filter((fault) => fault.includes(said))).toHaveLength(1);
    });
  });

  it.each([
    ['Service', 'has no Service'],
    ['PodDisruptionBudget', 'has no PodDisruptionBudget'],
    ['NetworkPolicy', 'no NetworkPolicy denies it ingress'],
  ])('find a service without its %s', (kind, said) => {
    const manifests = built('local').filter((manifest) => manifest.kind !== kind);
    expect(broken(manifests).filter((fault) => fault.startsWith(ORDERS))).toContain(`${ORDERS}: ${said}`);
  });

  it('find two autoscalers of one service', () => {
    const manifests = built('autoscaling-by-cpu');
    const autoscaler = manifests.find(({ kind }) => kind === 'HorizontalPodAutoscaler') as Manifest;
    const second = { ...autoscaler, metadata: { ...autoscaler.metadata, name: 'another' } };
    expect(broken([...manifests, second])).toEqual([expect.stringContaining('has two autoscalers')]);
  });

  it('find a service whose heap Node chooses', () => {
    const without: Change = (manifest) => {
      const others = env(manifest).filter(({ name }) => name !== 'NODE_OPTIONS');
      put('env', others)(container(manifest));
    };
    expect(broken(changed(built('local'), ORDERS, without))).toEqual([
      `${ORDERS}: leaves the size of its heap to Node`,
    ]);
  });
});
