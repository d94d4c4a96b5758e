import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { failpoint, FAILPOINTS, setFailpoint } from './failpoints.js';

/** Passes a failpoint `times` times in a process of its own, which says so each time. */
function pass(name: string, times: number, failpoints: string) {
  const module = new URL('../../../dist/libs/persistence/src/failpoints.js', import.meta.url);
  const script = `import('${module.href}').then(async ({ failpoint }) => {
    for (let i = 0; i < ${times}; i++) { await failpoint('${name}'); process.stdout.write('.'); }
  })`;
  const { signal, stdout, stderr } = spawnSync(process.execPath, ['--eval', script], {
    encoding: 'utf8',
    env: { ...process.env, SHELFSTREAM_FAILPOINTS: failpoints },
  });
  return { signal, stdout, stderr };
}

describe('A failpoint', () => {
  it('does nothing until a test says what happens there, and nothing again after that', () => {
    expect(failpoint('relay.published')).toBeUndefined();
    let passed = 0;
    const remove = setFailpoint('relay.published', () => void (passed += 1));
    void failpoint('relay.published');
    void failpoint('relay.removed');
    remove();
    void failpoint('relay.published');
    expect(passed).toBe(1);
  });

  it('kills the process at the passing that the environment names, and at no other place', () => {
    expect(pass('batch.locked', 5, 'batch.locked@3')).toMatchObject({ signal: 'SIGKILL', stdout: '..' });
    expect(pass('batch.locked', 2, 'batch.locked')).toMatchObject({ signal: 'SIGKILL', stdout: '' });
    expect(pass('relay.read', 2, 'batch.locked')).toMatchObject({ signal: null, stdout: '..' });
  });

  it('that does not exist is told, so that no run kills nothing unnoticed', () => {
    const { stderr } = pass('batch.locked', 1, 'batch.lokced');
    expect(stderr).toContain(`"batch.lokced"; there are ${Object.keys(FAILPOINTS).join(', ')}`);
  });
});
