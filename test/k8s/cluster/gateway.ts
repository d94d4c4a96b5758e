import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { eventually, freePort } from '#testing';
import { apply, kubectl } from './kubectl.js';

const NAME = 'gateway';
const SOURCE = fileURLToPath(new URL('gateway-server.mjs', import.meta.url));

/** The way into the namespace: a pod that is never disturbed, and a port of this machine that leads to it. */
export class Gateway {
  private constructor(
    private readonly forward: ChildProcess,
    readonly url: string,
  ) {}

  static async open(namespace: string, image: string): Promise<Gateway> {
    await apply({
      apiVersion: 'v1',
      kind: 'List',
      items: [await script(), pod(image), mailPolicy('Ingress'), mailPolicy('Egress')].map((manifest) => ({
        ...manifest,
        metadata: { ...manifest.metadata, namespace },
      })),
    });
    await kubectl('-n', namespace, 'wait', `pod/${NAME}`, '--for=condition=Ready', '--timeout=120s');
    const port = await freePort();
    const forward = spawn('kubectl', ['-n', namespace, 'port-forward', `pod/${NAME}`, `${port}:8080`], {
      stdio: 'ignore',
    });
    const gateway = new Gateway(forward, `http://127.0.0.1:${port}`);
    await eventually(() => fetch(`${gateway.url}/nobody`), { timeoutMs: 30_000, intervalMs: 200 });
    return gateway;
  }

  async close(): Promise<void> {
    if (this.forward.exitCode !== null || this.forward.signalCode !== null) return;
    const ended = once(this.forward, 'exit');
    this.forward.kill();
    await ended;
  }
}

const script = async () => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: NAME },
  data: { 'gateway.mjs': await readFile(SOURCE, 'utf8') },
});

const pod = (image: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: NAME, labels: { 'shelfstream-caller': 'true', 'app.kubernetes.io/name': NAME } },
  spec: {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 1,
    securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: NAME,
        image,
        command: ['node', '/gateway/gateway.mjs'],
        resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
        readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [{ name: 'script', mountPath: '/gateway' }],
      },
    ],
    volumes: [{ name: 'script', configMap: { name: NAME } }],
  },
});

/** The test reads the mails; nobody else does. */
const mailPolicy = (direction: 'Ingress' | 'Egress') => {
  const gateway = { matchLabels: { 'app.kubernetes.io/name': NAME } };
  const mail = { matchLabels: { 'app.kubernetes.io/component': 'mail' } };
  const ports = [{ protocol: 'TCP', port: 8025 }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `mail-${direction.toLowerCase()}` },
    spec:
      direction === 'Ingress'
        ? {
            podSelector: mail,
            policyTypes: [direction],
            ingress: [{ from: [{ podSelector: gateway }], ports }],
          }
        : {
            podSelector: gateway,
            policyTypes: [direction],
            egress: [{ to: [{ podSelector: mail }], ports }],
          },
  };
};
