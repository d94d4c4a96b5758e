import { kubectl } from './kubectl.js';

interface Summary {
  readonly pods: readonly {
    readonly podRef: { readonly name: string; readonly namespace: string };
    readonly containers?: readonly {
      readonly memory?: { readonly workingSetBytes?: number };
      readonly cpu?: { readonly usageNanoCores?: number };
    }[];
  }[];
}

/** Memory in MiB and CPU in thousandths of a core that the pods of a namespace use, by what they are; highest of each. */
export class Usage {
  private readonly highest = new Map<string, { memory: number; cpu: number }>();

  constructor(private readonly namespace: string) {}

  /** Looks once; a cluster that does not let us ask its nodes is left alone. */
  async look(): Promise<void> {
    const nodes = (await kubectl('get', 'nodes', '-o', 'name')).trim().split('\n');
    for (const node of nodes) {
      const path = `/api/v1/nodes/${node.replace('node/', '')}/proxy/stats/summary`;
      const text = await kubectl('get', '--raw', path).catch(() => '{"pods":[]}');
      for (const { podRef, containers = [] } of (JSON.parse(text) as Summary).pods) {
        if (podRef.namespace !== this.namespace) continue;
        const what = /^shelfstream-([a-z]+)/.exec(podRef.name)?.[1] ?? podRef.name;
        const before = this.highest.get(what) ?? { memory: 0, cpu: 0 };
        for (const { memory, cpu } of containers) {
          before.memory = Math.max(before.memory, Math.round((memory?.workingSetBytes ?? 0) / 1_048_576));
          before.cpu = Math.max(before.cpu, Math.round((cpu?.usageNanoCores ?? 0) / 1e6));
        }
        this.highest.set(what, before);
      }
    }
  }

  lines(): string[] {
    return [...this.highest].map(
      ([what, { memory, cpu }]) => `${what.padEnd(14)} ${memory} MiB, ${cpu}m of CPU`,
    );
  }
}
