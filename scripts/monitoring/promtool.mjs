import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { cached, MissingTool } from '../k8s/cache.mjs';
import { output, runs } from '../k8s/program.mjs';

const ADVICE =
  'promtool tests the alerts, and is not here. Install Prometheus (https://prometheus.io/download has it for every ' +
  'system; on Debian and Ubuntu: apt-get install prometheus), so that promtool is on the PATH.';

/** The path of promtool: the one on the PATH, else Debian's, unpacked once into the user's cache. */
export async function promtool() {
  if (await runs('promtool', ['--version'])) return 'promtool';
  const folder = await cached('promtool', async (into) => {
    console.error('Fetching promtool, once: the package prometheus of Debian.');
    const options = { cwd: into, advice: ADVICE };
    try {
      await output('apt-get', ['download', 'prometheus'], options);
    } catch (error) {
      if (error instanceof MissingTool) throw error;
      throw new MissingTool(`${ADVICE}\n${error.message}`);
    }
    const archive = readdirSync(into).find((name) => name.endsWith('.deb'));
    await output('dpkg-deb', ['--extract', join(into, archive), into], options);
  });
  return join(folder, 'usr/bin/promtool');
}
