import { join } from 'node:path';
import { cached } from './cache.mjs';
import { output, runs } from './program.mjs';

const VERSION = 'v5.8.1';
const ADVICE =
  'Building k8s/ needs kustomize. Install Go (https://go.dev/dl), by which it is built once, or kubectl 1.31 or newer.';

/** Answers a function that builds a kustomization, with what this machine has: kustomize by Go, or kubectl. */
export async function kustomize() {
  if (!(await runs('go', ['version']))) {
    // Also throws the advice when there is no kubectl either.
    return (folder) => output('kubectl', ['kustomize', folder], { advice: ADVICE });
  }
  const folder = await cached(`kustomize-${VERSION}`, (into) => {
    console.error('Building kustomize by Go, once (about half a minute).');
    return output('go', ['install', '-ldflags=-s -w', `sigs.k8s.io/kustomize/kustomize/v5@${VERSION}`], {
      cwd: into,
      env: { ...process.env, GOBIN: into, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' },
    });
  });
  return (target) => output(join(folder, 'kustomize'), ['build', target]);
}
