import { mkdir, writeFile } from 'node:fs/promises';
import { type Profiler, Session } from 'node:inspector/promises';
import path from 'node:path';

let folder: string | undefined;

/** From now on the measured stretches are profiled, the last of each row kept in this folder. It costs some speed. */
export function profileInto(name: string): void {
  folder = name;
}

/** Runs the work, under the profiler of V8 if that is asked for; tells where the thread's time went. */
export async function profiled<T>(row: string, work: () => Promise<T>): Promise<T> {
  if (folder === undefined) return work();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  try {
    return await work();
  } finally {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${row}.cpuprofile`), JSON.stringify(profile));
    console.error(`  ${row}: ${inWords(profile)}`);
  }
}

const TOLD = 8;

/** The packages, folders of ours and parts of Node in which the thread itself was found most often. */
function inWords(profile: Profiler.Profile): string {
  const byNode = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const found = new Map<string, number>();
  for (const sample of profile.samples ?? []) {
    const frame = byNode.get(sample);
    if (frame === undefined) continue;
    const owner = ownerOf(frame);
    found.set(owner, (found.get(owner) ?? 0) + 1);
  }
  const total = profile.samples?.length ?? 1;
  return [...found]
    .sort((a, b) => b[1] - a[1])
    .slice(0, TOLD)
    .map(([owner, samples]) => `${owner} ${((100 * samples) / total).toFixed(0)} %`)
    .join(', ');
}

function ownerOf({ url, functionName }: Profiler.Profile['nodes'][number]['callFrame']): string {
  if (url === '') return functionName.replaceAll(/[()]/g, '') || 'native';
  if (url.startsWith('node:')) return 'node';
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(url)?.[1];
  if (library !== undefined) return library;
  return /dist\/((?:apps|libs|test)\/[^/]+)/.exec(url)?.[1] ?? url;
}
