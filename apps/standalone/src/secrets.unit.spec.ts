import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedSecrets } from './secrets.js';

describe('The secrets that services share', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shelfstream-secrets-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are made once and found again, so that codes stay valid over a restart', async () => {
    const first = await sharedSecrets(folder, {});
    expect(await sharedSecrets(folder, {})).toEqual(first);
    expect(first.PICKUP_CODE_SECRET).not.toBe(first.SEALING_SECRET);
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('are those of the environment where it gives them, which are not written down', async () => {
    const secrets = await sharedSecrets(folder, { PICKUP_CODE_SECRET: 'the secret of the shop' });
    expect(secrets.PICKUP_CODE_SECRET).toBe('the secret of the shop');
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain('the secret of the shop');
  });

  it('are never made anew silently when their file is broken', async () => {
    await writeFile(join(folder, 'secrets.json'), '{');
    await expect(sharedSecrets(folder, {})).rejects.toThrow(/secrets\.json is not JSON any more/);
  });
});
