import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey, revokeKey, rotateKey, stateOf } from './edit-keys.js';
import { KeyStore } from './key-store.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);
const wish = {
  name: 'tills of 355',
  roles: ['till'],
  scopes: [],
  locations: ['store-355'],
  expiresAt: undefined,
} as const;

describe('The command line', () => {
  it('keeps of a new key what it may do, and a hash in place of its secret', () => {
    const { keys, key, token } = createKey([], wish, NOW);
    expect(keys).toEqual([key]);
    expect(key).toMatchObject({ name: 'tills of 355', roles: ['till'], locations: ['store-355'] });
    const secret = token.slice(`shs_${key.id}_`.length);
    expect(JSON.stringify(keys)).not.toContain(secret);
    expect(stateOf(key, NOW)).toBe('good');
  });

  it('rotates a key: the new secret is good at once, the old one until the overlap is over', () => {
    const made = createKey([], wish, NOW);
    const once = rotateKey(made.keys, made.key.id, 24 * HOUR_MS, NOW);
    expect(once.key.id).toBe(made.key.id);
    expect(once.key.secrets.map(({ expiresAt }) => expiresAt)).toEqual([
      undefined,
      inHours(24).toISOString(),
    ]);
    expect(stateOf(once.key, NOW)).toContain('old secret until 2026-11-25T12:00');
    const later = rotateKey(once.keys, made.key.id, HOUR_MS, inHours(30));
    expect(later.key.secrets).toHaveLength(2);
    expect(rotateKey(made.keys, made.key.id, 0, NOW).key.secrets).toHaveLength(1);
  });

  it('never lets an old secret live longer because its key is rotated again', () => {
    const made = createKey([], wish, NOW);
    const once = rotateKey(made.keys, made.key.id, HOUR_MS, NOW);
    const twice = rotateKey(once.keys, made.key.id, 24 * HOUR_MS, NOW);
    const ends = twice.key.secrets.map(({ expiresAt }) => expiresAt);
    expect(ends).toEqual([undefined, inHours(24).toISOString(), inHours(1).toISOString()]);
  });

  it('revokes a key for good, and does not rotate it any more', () => {
    const made = createKey([], wish, NOW);
    const { keys, key } = revokeKey(made.keys, made.key.id, NOW);
    expect(stateOf(key, NOW)).toBe('revoked 2026-11-24');
    expect(revokeKey(keys, key.id, inHours(5)).key.revokedAt).toBe(NOW.toISOString());
    expect(() => rotateKey(keys, key.id, 0, NOW)).toThrow('was revoked');
    expect(() => revokeKey(keys, 'other', NOW)).toThrow('no key "other"');
  });
});

describe('The key file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shelfstream-keys-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  const addKey = (file: string) => new KeyStore(file).edit((keys) => createKey(keys, wish, NOW));

  it('is made for its owner alone, and keeps the mode that it is given later', () => {
    addKey(at('keys.json'));
    expect(statSync(at('keys.json')).mode & 0o777).toBe(0o600);
    addKey(at('keys.json'));
    expect(new KeyStore(at('keys.json')).read()).toHaveLength(2);
  });

  it('is changed where a link leads, and the link stays', () => {
    addKey(at('real.json'));
    symlinkSync(at('real.json'), at('link.json'));
    addKey(at('link.json'));
    expect(new KeyStore(at('real.json')).read()).toHaveLength(2);
  });

  it('is left alone by a change that fails, by another that is at work, and when it is broken', () => {
    addKey(at('keys.json'));
    const before = readFileSync(at('keys.json'), 'utf8');
    const failing = () => new KeyStore(at('keys.json')).edit((keys) => rotateKey(keys, 'none', 0, NOW));
    expect(failing).toThrow('no key "none"');
    writeFileSync(at('keys.json.lock'), '');
    expect(() => addKey(at('keys.json'))).toThrow('Another keys command is at work');
    rmSync(at('keys.json.lock'));
    expect(readFileSync(at('keys.json'), 'utf8')).toBe(before);
    writeFileSync(at('keys.json'), '{');
    expect(() => addKey(at('keys.json'))).toThrow('is not JSON');
    expect(readFileSync(at('keys.json'), 'utf8')).toBe('{');
  });
});
