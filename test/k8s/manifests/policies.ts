import { at, type Json, type Manifest, nameOf } from './manifest.js';
import { selects, type Workload, workloadsOf } from './workload.js';

/** Our own rules for what may run, beyond what Kubernetes asks: what breaks which. */
export function broken(manifests: readonly Manifest[]): string[] {
  const workloads = workloadsOf(manifests);
  return [
    ...namespaces(manifests),
    ...workloads.flatMap(restricted),
    ...workloads.flatMap(frugal),
    ...workloads.flatMap((workload) => guarded(workload, manifests)),
    ...workloads.filter(({ manifest }) => !manifest.kind.endsWith('Job')).flatMap(probed),
    ...workloads.filter(isService).flatMap((workload) => rollsWithoutLoss(workload, manifests)),
    ...autoscaling(manifests),
    ...accounts(manifests),
    ...secretsByReference(manifests),
  ];
}

const isService = ({ labels }: Workload): boolean => labels['app.kubernetes.io/component'] === 'service';

/** What Pod Security calls "restricted", and a root file system that nothing can be left on. */
function restricted({ manifest, pod, containers }: Workload): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => void (holds || faults.push(`${nameOf(manifest)}: ${what}`));
  const context = pod.securityContext ?? {};
  must(context['runAsNonRoot'] === true, 'may run as root');
  must(Number(context['runAsUser']) > 0, 'has no numeric user');
  must(at(context, 'seccompProfile.type') === 'RuntimeDefault', 'has no seccomp profile');
  must(pod['automountServiceAccountToken'] === false, 'mounts a token of the cluster');
  must(pod['enableServiceLinks'] === false, 'gets the variables of every Service');
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'])
    must(pod[field] === undefined, `uses the node's ${field}`);
  for (const { name, image, securityContext = {} } of containers) {
    must(securityContext['allowPrivilegeEscalation'] === false, `${name} may gain privileges`);
    must(securityContext['readOnlyRootFilesystem'] === true, `${name} may write to its root file system`);
    must(
      at<string[]>(securityContext, 'capabilities.drop')?.includes('ALL') === true,
      `${name} keeps capabilities`,
    );
    must(fixed(image), `${name} runs ${image}, which is not a fixed version`);
  }
  return faults;
}

/** "postgres:17" or a digest; neither no tag nor one that is meant to move. */
const fixed = (image: string): boolean => {
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return image.includes('@sha256:') || (tag !== undefined && tag !== 'latest');
};

/** Every container says what it needs; what it may take of memory has a bound, and Node's heap lies within it. */
function frugal({ manifest, containers }: Workload): string[] {
  return containers.flatMap(({ name, resources = {}, env = [] }) => {
    const faults: string[] = [];
    const must = (holds: boolean, what: string) =>
      void (holds || faults.push(`${nameOf(manifest)}: ${name} ${what}`));
    const requests = at<Json>(resources, 'requests') ?? {};
    const limit = at<string>(resources, 'limits.memory');
    must(requests['cpu'] !== undefined && requests['memory'] !== undefined, 'does not say what it needs');
    must(limit !== undefined, 'has no memory limit');
    const heap = /--max-old-space-size=(\d+)/.exec(
      env.find((one) => one.name === 'NODE_OPTIONS')?.value ?? '',
    )?.[1];
    if (heap !== undefined)
      must(
        Number(heap) <= 0.75 * mebibytes(limit ?? '0'),
        `may have a heap of ${heap} MiB under a limit of ${limit}`,
      );
    return faults;
  });
}

function mebibytes(quantity: string): number {
  const [, figure = '0', unit] = /^(\d+)(Ki|Mi|Gi)?$/.exec(quantity) ?? [];
  return Number(figure) * ({ Ki: 1 / 1_024, Mi: 1, Gi: 1_024 }[unit ?? ''] ?? 1 / 1_048_576);
}

/** Nobody reaches a pod, and it reaches nobody, but for what a policy allows. */
function guarded({ manifest, labels }: Workload, manifests: readonly Manifest[]): string[] {
  const own = manifests.filter(
    (other) => other.kind === 'NetworkPolicy' && selects(at<Json>(other, 'spec.podSelector') ?? {}, labels),
  );
  return (['Ingress', 'Egress'] as const).flatMap((direction) => {
    const denied = own.some(
      (policy) =>
        at<string[]>(policy, 'spec.policyTypes')?.includes(direction) &&
        at(policy, `spec.${direction.toLowerCase()}`) === undefined,
    );
    return denied ? [] : [`${nameOf(manifest)}: no NetworkPolicy denies it ${direction.toLowerCase()}`];
  });
}

function probed({ manifest, containers }: Workload): string[] {
  return containers.flatMap((container) =>
    (['startupProbe', 'livenessProbe', 'readinessProbe'] as const)
      .filter((probe) => container[probe] === undefined)
      .map((probe) => `${nameOf(manifest)}: ${container.name} has no ${probe}`),
  );
}

/** A service loses no request when it is rolled or its node is drained. */
function rollsWithoutLoss(
  { manifest, labels, pod, containers }: Workload,
  manifests: readonly Manifest[],
): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => void (holds || faults.push(`${nameOf(manifest)}: ${what}`));
  const name = manifest.metadata.name;
  must(at(manifest, 'spec.strategy.rollingUpdate.maxUnavailable') === 0, 'rolls with unavailable pods');
  must(Number(pod['terminationGracePeriodSeconds']) >= 30, 'is killed before it can have stopped in order');
  must(
    (at<unknown[]>(pod, 'topologySpreadConstraints') ?? []).length > 0,
    'may have all of its pods on one node',
  );
  must(
    manifests.some(
      (other) =>
        other.kind === 'PodDisruptionBudget' && selects(at<Json>(other, 'spec.selector') ?? {}, labels),
    ),
    'has no PodDisruptionBudget',
  );
  must(
    manifests.some((other) => nameOf(other) === `Service/${name}`),
    'has no Service',
  );
  const [container] = containers;
  must(at(container, 'livenessProbe.httpGet.path') === '/health/live', 'is not alive by /health/live');
  must(at(container, 'readinessProbe.httpGet.path') === '/health/ready', 'is not ready by /health/ready');
  must(
    container?.env?.some((one) => one.name === 'NODE_OPTIONS') === true,
    'leaves the size of its heap to Node',
  );
  return faults;
}

/** KEDA makes an autoscaler of its own: a Deployment has one of either, and then nobody else says how many it has. */
function autoscaling(manifests: readonly Manifest[]): string[] {
  const targets = manifests
    .filter(({ kind }) => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject')
    .map((manifest) => at<string>(manifest, 'spec.scaleTargetRef.name') ?? '');
  const twice = targets.filter((name, index) => targets.indexOf(name) !== index);
  const fixedToo = manifests.filter(
    (manifest) =>
      manifest.kind === 'Deployment' &&
      targets.includes(manifest.metadata.name) &&
      at(manifest, 'spec.replicas') !== undefined,
  );
  return [
    ...twice.map((name) => `Deployment/${name}: has two autoscalers`),
    ...fixedToo.map((manifest) => `${nameOf(manifest)}: has replicas of its own beside an autoscaler`),
  ];
}

function namespaces(manifests: readonly Manifest[]): string[] {
  return manifests
    .filter(({ kind }) => kind === 'Namespace')
    .filter(({ metadata }) => metadata.labels?.['pod-security.kubernetes.io/enforce'] !== 'restricted')
    .map((manifest) => `${nameOf(manifest)}: does not enforce Pod Security "restricted"`);
}

function accounts(manifests: readonly Manifest[]): string[] {
  return manifests
    .filter(({ kind }) => kind === 'ServiceAccount')
    .filter((manifest) => manifest['automountServiceAccountToken'] !== false)
    .map((manifest) => `${nameOf(manifest)}: hands out tokens`);
}

/** No secret stands in a manifest, nor in a ConfigMap under a name that says it is one. */
function secretsByReference(manifests: readonly Manifest[]): string[] {
  const written = manifests
    .filter(({ kind }) => kind === 'Secret')
    .map((manifest) => `${nameOf(manifest)}: is written out`);
  const shown = manifests
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap((manifest) =>
      Object.entries((manifest['data'] ?? {}) as Record<string, string>)
        .filter(
          ([key, value]) => /SECRET|PASSWORD|TOKEN|_KEY$/.test(key) || /\/\/[^/@\s]+:[^/@\s]+@/.test(value),
        )
        .map(([key]) => `${nameOf(manifest)}: ${key} is a secret`),
    );
  return [...written, ...shown];
}
