import { tmpdir } from 'node:os';
import { output } from './program.mjs';

/** The folder of a Go module at a version, from Go's own cache or the network. */
export async function goModule(module, version) {
  const answer = await output('go', ['mod', 'download', '-json', `${module}@${version}`], {
    cwd: tmpdir(),
    env: { ...process.env, GOFLAGS: '-mod=mod' },
    advice:
      'The schemas of Kubernetes and its custom resources come as Go modules: install Go (https://go.dev/dl).',
  });
  return JSON.parse(answer).Dir;
}
