import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { Controller, Delete, Get, Module, Post, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Access,
  accessBy,
  AccessSettings,
  type ApiKey,
  createHttpApp,
  loggingModule,
  newSecret,
  OpenRoute,
  PlatformModule,
  RouteAccess,
} from '#platform';
import { eventually, OidcIssuer } from '#testing';

@Controller('shop/v1')
class ShopController {
  @Get('window')
  @OpenRoute()
  window(): object {
    return { seen: true };
  }

  @Get('stock')
  @RouteAccess({ scope: 'stock:read', location: 'any' })
  stock(): object {
    return { onHand: 7 };
  }

  @Post('stock')
  @RouteAccess({ scope: 'stock:write', location: 'body.locationId' })
  count(): object {
    return { counted: true };
  }

  @Delete('stock')
  @RouteAccess({ scope: 'stock:write' })
  clear(): void {}
}

@Controller('shop/v1/back-door')
class BackDoorController {
  @Get()
  open(): object {
    return { oops: true };
  }
}

@Module({})
class Shop {}

/** An app with these settings, listening. */
async function running(
  settings: Record<string, string>,
  { host = '127.0.0.1', controllers = [ShopController] as Type[] } = {},
): Promise<{ app: NestFastifyApplication; url: string; access: Access }> {
  const access = accessBy(AccessSettings.parse(settings), host);
  const app = await createHttpApp(
    { module: Shop, controllers, imports: [PlatformModule, loggingModule({ level: 'silent' })] },
    { access },
  );
  await app.listen(0, host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { app, access, url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}` };
}

const made = newSecret('k1', new Date());
const aKey = (overrides: Partial<ApiKey> = {}): ApiKey => ({
  id: 'k1',
  name: 'a till',
  roles: [],
  scopes: ['stock:read'],
  createdAt: new Date().toISOString(),
  secrets: [made.secret],
  ...overrides,
});

describe('Who may call', () => {
  let folder: string;
  let file: string;
  let app: NestFastifyApplication | undefined;
  let url: string;

  const write = (...keys: ApiKey[]) => {
    writeFileSync(`${file}.new`, JSON.stringify({ keys }));
    renameSync(`${file}.new`, file);
  };
  const start = async (settings: Record<string, string> = {}, options = {}) => {
    ({ app, url } = await running({ API_KEYS_FILE: file, ...settings }, options));
  };
  const call = (token?: string, path = '/shop/v1/stock', init: RequestInit = {}) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...init.headers },
    });
  const status = async (...args: Parameters<typeof call>) => (await call(...args)).status;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shelfstream-keys-'));
    file = join(folder, 'keys.json');
    write(aKey());
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    rmSync(folder, { recursive: true });
  });

  it('is everyone at this machine when nothing else is said, and nobody from elsewhere', async () => {
    ({ app, url } = await running({}));
    expect(await status()).toBe(200);
    expect(await status('anything')).toBe(200);
    const { body } = await app.inject({
      method: 'GET',
      url: '/shop/v1/stock',
      headers: { host: 'localhost' },
      remoteAddress: '10.0.0.7',
    });
    expect(JSON.parse(body)).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await status(undefined, '/shop/v1/stock', { headers: { 'x-forwarded-for': '10.0.0.7' } })).toBe(
      403,
    );
  });

  it('has to be said before the process listens beyond loopback', async () => {
    await expect(running({}, { host: '0.0.0.0' })).rejects.toThrow('npm run cli -- keys create');
    await start({}, { host: '0.0.0.0' });
    expect(await status(made.token)).toBe(200);
  });

  it('is nobody as long as a route does not say whom it asks for: the app does not start', async () => {
    await expect(running({}, { controllers: [BackDoorController] })).rejects.toThrow(
      'GET /shop/v1/back-door does not say who may call it',
    );
  });

  it('is whoever has a key with the scope, on every route but those that are open', async () => {
    await start();
    expect(await status(undefined, '/shop/v1/window')).toBe(200);
    expect(await status(undefined, '/health/live')).toBe(200);
    expect(await status(made.token)).toBe(200);
    const nobody = await call();
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get('www-authenticate')).toContain('Bearer');
    expect(await nobody.json()).toMatchObject({
      code: 'unauthenticated',
      detail: expect.stringContaining('Bearer'),
    });
    const more = await call(made.token, '/shop/v1/stock', { method: 'POST' });
    expect(more.status).toBe(403);
    expect(await more.json()).toMatchObject({ code: 'forbidden', scope: 'stock:write' });
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'shs_k1', 'Bearer shs_k1_x', `Bearer ${'x'.repeat(9000)}`])(
    'is not whoever sends %.20s',
    async (authorization) => {
      await start();
      expect(await status(undefined, '/shop/v1/stock', { headers: { authorization } })).toBe(401);
    },
  );

  it('is asked before a body is read: a stranger cannot make us parse one', async () => {
    await start();
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    expect(await status(undefined, '/shop/v1/stock', { ...init, body: '{"broken' })).toBe(401);
  });

  it('opens metrics to keys for operations, or to everyone where that is said', async () => {
    await start();
    expect(await status(undefined, '/metrics')).toBe(401);
    expect(await status(made.token, '/metrics')).toBe(403);
    await app?.close();
    await start({ METRICS_ACCESS: 'open' });
    expect(await status(undefined, '/metrics')).toBe(200);
  });

  it("keeps a store's key to its store, and out of what concerns all stores", async () => {
    write(aKey({ scopes: ['stock:read', 'stock:write'], locations: ['north'] }));
    await start();
    const count = (locationId: string) =>
      status(made.token, '/shop/v1/stock', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ locationId }),
      });
    expect([await count('north'), await count('south')]).toEqual([201, 403]);
    expect(await status(made.token)).toBe(200);
    expect(await status(made.token, '/shop/v1/stock', { method: 'DELETE' })).toBe(403);
  });

  it('changes with the key file, with no restart: revoked, and there again', async () => {
    await start();
    expect(await status(made.token)).toBe(200);
    write(aKey({ revokedAt: new Date().toISOString() }));
    await eventually(async () => expect(await status(made.token)).toBe(401));
    write(aKey());
    await eventually(async () => expect(await status(made.token)).toBe(200));
  });

  it('stays as it was when the new file cannot be used, or is gone, until one comes that can', async () => {
    await start();
    const second = newSecret('k2', new Date());
    writeFileSync(file, '{"keys": [{');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await status(made.token)).toBe(200);
    rmSync(file);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await status(made.token)).toBe(200);
    write(aKey({ id: 'k2', secrets: [second.secret] }));
    await eventually(async () => expect(await status(second.token)).toBe(200));
    expect(await status(made.token)).toBe(401);
  });

  it('changes when Kubernetes turns its link to a new secret', async () => {
    const mounted = join(folder, 'mounted');
    const versionOf = (name: string, ...keys: ApiKey[]) => {
      mkdirSync(join(mounted, name), { recursive: true });
      writeFileSync(join(mounted, name, 'keys.json'), JSON.stringify({ keys }));
    };
    versionOf('..2026_11_24', aKey());
    symlinkSync('..2026_11_24', join(mounted, '..data'));
    symlinkSync('..data/keys.json', join(mounted, 'keys.json'));
    file = join(mounted, 'keys.json');
    await start();
    expect(await status(made.token)).toBe(200);

    const second = newSecret('k2', new Date());
    versionOf('..2026_11_25', aKey({ id: 'k2', secrets: [second.secret] }));
    symlinkSync('..2026_11_25', join(mounted, '..data_tmp'));
    renameSync(join(mounted, '..data_tmp'), join(mounted, '..data'));
    rmSync(join(mounted, '..2026_11_24'), { recursive: true });
    await eventually(async () => expect(await status(second.token)).toBe(200));
    expect(await status(made.token)).toBe(401);
  });

  it('cannot be told from a file that is not there or is broken at the start', async () => {
    writeFileSync(file, 'shs_secret_in_the_wrong_file');
    await expect(start()).rejects.toThrow('is not JSON');
    await expect(start()).rejects.not.toThrow('wrong_file');
    rmSync(file);
    await expect(start()).rejects.toThrow('cannot be read (ENOENT)');
  });

  it('is slowed down beyond what a minute allows, each caller by itself', async () => {
    const second = newSecret('k2', new Date());
    write(aKey(), aKey({ id: 'k2', secrets: [second.secret] }));
    await start({ RATE_LIMIT_PER_MINUTE: '5' });
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(await status(made.token));
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
    const held = await call(made.token);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await held.json()).toMatchObject({ code: 'rate_limited' });
    expect(await status(second.token)).toBe(200);
  });

  it('cannot be guessed at will: an address that tries keys is slowed down, who has one is not', async () => {
    await start({ RATE_LIMIT_PER_MINUTE: '1000' });
    const guesses = await Promise.all(
      Array.from({ length: 61 }, () => status(newSecret('k1', new Date()).token)),
    );
    expect(guesses.filter((each) => each === 401)).toHaveLength(60);
    expect(guesses.filter((each) => each === 429)).toHaveLength(1);
    expect(await status(made.token)).toBe(200);
  });

  describe('from pages of other origins', () => {
    const page = 'https://shop.example';
    const preflight = (origin: string) =>
      call(undefined, '/shop/v1/stock', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      });

    it('is nobody, unless the origin is named', async () => {
      await start();
      expect((await preflight(page)).headers.get('access-control-allow-origin')).toBeNull();
      const post = await call(made.token, '/shop/v1/stock', { method: 'POST', headers: { origin: page } });
      expect(await post.json()).toMatchObject({ code: 'cross_origin_refused' });
    });

    it('is who has a key, on a page of an origin that is named', async () => {
      write(aKey({ scopes: ['stock:write'] }));
      await start({ CORS_ORIGINS: `${page}, https://other.example` });
      const asked = await preflight(page);
      expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, page]);
      expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
      const init = { method: 'POST', headers: { origin: page, 'sec-fetch-site': 'cross-site' } };
      const answer = await call(made.token, '/shop/v1/stock', init);
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([201, page]);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(await status(undefined, '/shop/v1/stock', init)).toBe(401);
      const evil = {
        method: 'POST',
        headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      };
      expect(await status(made.token, '/shop/v1/stock', evil)).toBe(403);
      expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
      expect((await (await call(made.token, '/shop/v1/nothing')).json()) as object).toMatchObject({
        code: 'not_found',
      });
    });
  });

  describe('as a person', () => {
    let issuer: OidcIssuer;
    beforeEach(async () => {
      issuer = await OidcIssuer.start();
    });
    afterEach(() => issuer.stop());

    const startWith = (settings: Record<string, string> = {}) =>
      start({ OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: OidcIssuer.AUDIENCE, ...settings });
    const ada = { sub: 'ada', scope: 'openid stock:read' };

    it.each(['ES256', 'RS256', 'PS256', 'EdDSA'])(
      'is whom the issuer says, by %s, and asks it once',
      async (alg) => {
        await issuer.rollKey(alg);
        await startWith();
        const token = await issuer.token(ada);
        expect([await status(token), await status(token), await status(made.token)]).toEqual([200, 200, 200]);
        expect(issuer.asked).toEqual({ discovery: 1, keys: 1 });
      },
    );

    it.each([
      ['that has expired', { expiresIn: -10 }],
      ['that is for another audience', { audience: 'another' }],
      ['of another issuer', { issuer: 'https://login.example' }],
      ['that the issuer did not sign', { forged: true }],
    ])('is not who comes with a token %s', async (_, options) => {
      await startWith();
      expect(await status(await issuer.token(ada, options))).toBe(401);
    });

    it.each(['none', 'HS256'] as const)('is not who signs for themselves (%s)', async (how) => {
      await startWith();
      expect(await status(await issuer.unsigned(ada, how))).toBe(401);
    });

    it('is not who is nobody: a token needs a subject', async () => {
      await startWith();
      expect(await status(await issuer.token({ scope: 'stock:read' }))).toBe(401);
    });

    it.each([
      ['scopes parted by spaces', { scope: 'stock:read' }, {}],
      ['a list of scopes', { scp: ['stock:read'] }, {}],
      ['roles of ours', { roles: ['operator'] }, {}],
      [
        'roles of theirs',
        { realm_access: { roles: ['HQ'] } },
        { OIDC_ROLES_CLAIM: 'realm_access.roles', OIDC_ROLES: 'HQ=operator' },
      ],
      [
        'roles under a URL',
        { 'https://shop.example/roles': ['operator'] },
        { OIDC_ROLES_CLAIM: 'https://shop.example/roles' },
      ],
    ])('may what the token says by %s', async (_, claims, settings) => {
      await startWith(settings);
      expect(await status(await issuer.token({ sub: 'ada', ...claims }))).toBe(200);
      expect(await status(await issuer.token({ sub: 'bo' }))).toBe(403);
    });

    it('has a place only where a claim gives one: an associate without is let into none', async () => {
      await startWith({ OIDC_LOCATIONS_CLAIM: 'stores' });
      const count = async (claims: object) =>
        status(await issuer.token({ sub: 'ada', roles: ['associate'], ...claims }), '/shop/v1/stock', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ locationId: 'north' }),
        });
      expect(await count({ stores: ['north', 'south'] })).toBe(201);
      expect(await count({ stores: 'south north' })).toBe(201);
      expect(await count({ stores: ['*'] })).toBe(201);
      expect(await count({ stores: ['south'] })).toBe(403);
      expect(await count({ stores: [] })).toBe(403);
      expect(await count({})).toBe(403);
    });

    it('is told that the issuer is away, while keys still let tills in', async () => {
      await startWith();
      const token = await issuer.token(ada);
      await issuer.stop();
      const answer = await call(token);
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ code: 'issuer_unavailable' });
      expect(await status(made.token)).toBe(200);
    });

    it('needs an audience to be told apart from people of other systems', async () => {
      await expect(start({ OIDC_ISSUER: issuer.url })).rejects.toThrow('OIDC_AUDIENCE');
    });
  });
});
