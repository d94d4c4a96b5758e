import { at, type Json, type Manifest } from './manifest.js';

/** A container of a workload, as far as the specs look at it. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: Json }[];
  readonly envFrom?: readonly Json[];
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly resources?: Json;
  readonly securityContext?: Json;
  readonly volumeMounts?: readonly { readonly name: string; readonly readOnly?: boolean }[];
  readonly startupProbe?: Json;
  readonly livenessProbe?: Json;
  readonly readinessProbe?: Json;
}

export interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string };
  readonly secret?: { readonly secretName: string };
}

/** What runs pods: a Deployment, a StatefulSet, a Job, a CronJob. */
export interface Workload {
  readonly manifest: Manifest;
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: Json & { readonly securityContext?: Json };
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
}

const KINDS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);

export const workloadsOf = (manifests: readonly Manifest[]): Workload[] =>
  manifests
    .filter(({ kind }) => KINDS.has(kind))
    .map((manifest) => {
      const template = manifest.kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template';
      const pod = at<Json>(manifest, `${template}.spec`) ?? {};
      return {
        manifest,
        labels: at<Record<string, string>>(manifest, `${template}.metadata.labels`) ?? {},
        pod,
        containers: [
          ...(at<Container[]>(pod, 'initContainers') ?? []),
          ...(at<Container[]>(pod, 'containers') ?? []),
        ],
        volumes: at<Volume[]>(pod, 'volumes') ?? [],
      };
    });

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

/** Whether a label selector chooses these labels. */
export function selects(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  const expressions = (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    const value = labels[key];
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const among = value !== undefined && values.includes(value);
    return operator === 'In' ? among : !among;
  });
  return equal && expressions;
}
