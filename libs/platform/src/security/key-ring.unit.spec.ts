import { type ApiKey, ApiKeyFile, newSecret } from './api-key.js';
import { KeyRing } from './key-ring.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const made = newSecret('till1', new Date(NOW));
const other = newSecret('till1', new Date(NOW));

const aKey = (overrides: Partial<ApiKey> = {}): ApiKey => ({
  id: 'till1',
  name: 'till 1',
  roles: [],
  scopes: ['sales:write'],
  createdAt: '2026-11-24T12:00:00Z',
  secrets: [made.secret],
  ...overrides,
});

function ringOf(...keys: ApiKey[]): KeyRing {
  const ring = new KeyRing();
  ring.replace(keys);
  return ring;
}

/** Who it is, or what they are told. */
function answer(ring: KeyRing, token: string, at = NOW): string {
  try {
    return ring.callerOf(token, at).id;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('An API key', () => {
  it('is known by its secret, and holds what it was made for', () => {
    const caller = ringOf(aKey({ locations: ['north'], roles: ['storefront'] })).callerOf(made.token, NOW);
    expect(caller).toMatchObject({ id: 'key:till1', kind: 'key', locations: new Set(['north']) });
    expect(caller.scopes).toEqual(new Set(['sales:write', 'catalogue:read', 'availability:read']));
  });

  it('is unknown with any other secret, of its own id, of another, or of none', () => {
    const ring = ringOf(aKey());
    const [, id, secret] = made.token.split('_') as [string, string, string];
    const changed = secret.startsWith('A') ? `B${secret.slice(1)}` : `A${secret.slice(1)}`;
    for (const token of [
      `shs_${id}_${changed}`,
      `shs_till2_${secret}`,
      'shs_',
      `shs_${id}`,
      `shs_${id}_`,
      `${made.token}x`,
    ]) {
      expect(answer(ring, token)).toContain('not known here');
    }
  });

  it('says that it was revoked or has expired only to who holds its secret', () => {
    const revoked = ringOf(aKey({ revokedAt: '2026-11-24T11:59:59Z' }));
    expect(answer(revoked, made.token)).toContain('revoked');
    expect(answer(revoked, other.token)).toContain('not known here');
    const ending = ringOf(aKey({ expiresAt: '2026-11-24T12:00:01Z' }));
    expect(answer(ending, made.token)).toBe('key:till1');
    expect(answer(ending, made.token, NOW + 1_000)).toContain('expired');
  });

  it('goes on under both secrets while it is rotated, as the same caller, until the old one ends', () => {
    const old = { ...made.secret, expiresAt: '2026-11-24T13:00:00Z' };
    const ring = ringOf(aKey({ secrets: [other.secret, old] }));
    expect([answer(ring, made.token), answer(ring, other.token)]).toEqual(['key:till1', 'key:till1']);
    const later = NOW + 3_600_000;
    expect(answer(ring, made.token, later)).toContain('rotated');
    expect(answer(ring, other.token, later)).toBe('key:till1');
  });

  it('is gone when the file no longer has it', () => {
    const ring = ringOf(aKey());
    ring.replace([]);
    expect(answer(ring, made.token)).toContain('not known here');
  });

  it('that a process lends itself is good until it is taken back, whatever the file says', () => {
    const ring = ringOf();
    const { token, takeBack } = ring.lend('sample', ['stock:read']);
    ring.replace([aKey()]);
    expect(answer(ring, token)).toBe('key:sample');
    takeBack();
    expect(answer(ring, token)).toContain('not known here');
  });
});

describe('A key file', () => {
  const faults = (...keys: object[]) =>
    ApiKeyFile.safeParse({ keys }).error?.issues.map(({ message }) => message);

  it('is taken when its keys are as they should be', () => {
    expect(faults(aKey(), aKey({ id: 'till2' }))).toBeUndefined();
  });

  it('is refused with a scope or role that there is not, a word too many, or an id that stands twice', () => {
    expect(faults({ ...aKey(), scopes: ['stock:take'] })).toEqual(['is no scope']);
    expect(faults({ ...aKey(), roles: ['boss'] })).toEqual(['is no role']);
    expect(faults({ ...aKey(), scpoes: ['*'] })).toHaveLength(1);
    expect(faults(aKey(), aKey())).toEqual(['each id may stand once']);
  });

  it('cannot bind a key to no location by an empty list, which might be taken for all', () => {
    expect(faults({ ...aKey(), locations: [] })).toHaveLength(1);
  });
});
