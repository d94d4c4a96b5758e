import { at, type Json, type Manifest, nameOf } from './manifest.js';
import { selects, type Workload, workloadsOf } from './workload.js';

/** Secrets that are made outside, by a person or an operator, each with the keys that are read. */
export type OutsideSecrets = Readonly<Record<string, readonly string[]>>;

/** What refers to something that is not there: names, keys, selectors and ports that lead nowhere. */
export function dangling(manifests: readonly Manifest[], secrets: OutsideSecrets): string[] {
  const names = new Set(manifests.map(nameOf));
  const workloads = workloadsOf(manifests);
  const faults: string[] = [];
  const need = (from: Manifest, wanted: string) => {
    if (!names.has(wanted)) faults.push(`${nameOf(from)}: there is no ${wanted}`);
  };
  const needKey = (from: Manifest, name: string, key?: string) => {
    const keys = secrets[name];
    if (keys === undefined) faults.push(`${nameOf(from)}: nobody makes a Secret ${name}`);
    else if (key !== undefined && !keys.includes(key))
      faults.push(`${nameOf(from)}: the Secret ${name} has no key ${key}`);
  };

  for (const workload of workloads) {
    const { manifest, pod, containers, volumes } = workload;
    const account = at<string>(pod, 'serviceAccountName');
    if (account !== undefined) need(manifest, `ServiceAccount/${account}`);
    for (const { configMap, secret } of volumes) {
      if (configMap) need(manifest, `ConfigMap/${configMap.name}`);
      if (secret) needKey(manifest, secret.secretName);
    }
    for (const { name, env = [], envFrom = [], volumeMounts = [] } of containers) {
      for (const { valueFrom } of env) {
        const config = at<{ name: string; key: string }>(valueFrom, 'configMapKeyRef');
        const secret = at<{ name: string; key: string }>(valueFrom, 'secretKeyRef');
        if (config) need(manifest, `ConfigMap/${config.name}`);
        if (secret) needKey(manifest, secret.name, secret.key);
      }
      for (const source of envFrom) {
        const config = at<string>(source, 'configMapRef.name');
        const secret = at<string>(source, 'secretRef.name');
        if (config !== undefined) need(manifest, `ConfigMap/${config}`);
        if (secret !== undefined) needKey(manifest, secret);
      }
      for (const mount of volumeMounts) {
        if (!volumes.some((volume) => volume.name === mount.name))
          faults.push(`${nameOf(manifest)}: ${name} mounts ${mount.name}, which is no volume`);
      }
    }
  }
  for (const manifest of manifests) faults.push(...danglingOf(manifest, manifests, workloads));
  return faults;
}

function danglingOf(
  manifest: Manifest,
  manifests: readonly Manifest[],
  workloads: readonly Workload[],
): string[] {
  const there = (wanted: string) => manifests.some((other) => nameOf(other) === wanted);
  const fault = (text: string) => [`${nameOf(manifest)}: ${text}`];
  switch (manifest.kind) {
    case 'Service': {
      const labels = at<Record<string, string>>(manifest, 'spec.selector') ?? {};
      const chosen = workloads.filter((workload) => selects({ matchLabels: labels }, workload.labels));
      if (chosen.length === 0) return fault('selects no pod');
      const ports = at<{ targetPort?: string | number }[]>(manifest, 'spec.ports') ?? [];
      return ports.flatMap(({ targetPort }) =>
        chosen.some(({ containers }) =>
          containers.some(({ ports: own = [] }) =>
            own.some((port) => port.name === targetPort || port.containerPort === targetPort),
          ),
        )
          ? []
          : fault(`leads to the port ${targetPort}, which no pod has`),
      );
    }
    case 'PodDisruptionBudget': {
      const selector = at<Json>(manifest, 'spec.selector') ?? {};
      return workloads.some(({ labels }) => selects(selector, labels)) ? [] : fault('selects no pod');
    }
    case 'HorizontalPodAutoscaler':
    case 'ScaledObject': {
      const { kind = 'Deployment', name = '' } =
        at<{ kind?: string; name?: string }>(manifest, 'spec.scaleTargetRef') ?? {};
      const triggers = at<{ authenticationRef?: { name: string } }[]>(manifest, 'spec.triggers') ?? [];
      return [
        ...(there(`${kind}/${name}`) ? [] : fault(`there is no ${kind}/${name}`)),
        ...triggers.flatMap(({ authenticationRef }) =>
          authenticationRef && !there(`TriggerAuthentication/${authenticationRef.name}`)
            ? fault(`there is no TriggerAuthentication/${authenticationRef.name}`)
            : [],
        ),
      ];
    }
    case 'Ingress': {
      const rules = at<{ http: { paths: { backend: { service: IngressService } }[] } }[]>(
        manifest,
        'spec.rules',
      );
      return (rules ?? []).flatMap(({ http }) =>
        http.paths.flatMap(({ backend: { service } }) => {
          const target = manifests.find((other) => nameOf(other) === `Service/${service.name}`);
          const ports = at<{ name: string; port: number }[]>(target, 'spec.ports') ?? [];
          const { name, number } = service.port;
          return ports.some((port) => port.name === name || port.port === number)
            ? []
            : fault(`leads to the port ${name ?? number} of Service/${service.name}, which is not there`);
        }),
      );
    }
    case 'NetworkPolicy': {
      const selector = at<Json>(manifest, 'spec.podSelector') ?? {};
      const ours = JSON.stringify(selector).includes('app.kubernetes.io/');
      return !ours || workloads.some(({ labels }) => selects(selector, labels))
        ? []
        : fault('selects no pod');
    }
    default:
      return [];
  }
}

interface IngressService {
  readonly name: string;
  readonly port: { readonly name?: string; readonly number?: number };
}
