import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
}

/** How a token is to differ from a good one. */
export interface TokenOptions {
  /** Seconds from now; negative for one that has expired. Default 300. */
  readonly expiresIn?: number;
  readonly issuer?: string;
  readonly audience?: string;
  /** Signed by a key that the issuer does not publish. */
  readonly forged?: boolean;
}

/** An OpenID Connect issuer of a spec's own, as far as a resource server meets one: discovery, public keys, tokens. */
export class OidcIssuer {
  static readonly AUDIENCE = 'shelfstream';
  /** How often its documents were asked for. */
  readonly asked = { discovery: 0, keys: 0 };
  private keys: SigningKey[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OidcIssuer> {
    const server = createServer();
    const issuer = new OidcIssuer(server);
    server.on('request', (request, response) => {
      const document = issuer.documentAt(request.url ?? '');
      response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(document ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await issuer.rollKey();
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Publishes and signs with another key; the ones before are withdrawn. */
  async rollKey(alg = 'ES256'): Promise<void> {
    this.keys = [await signingKey(`key-${Date.now()}-${Math.random()}`, alg)];
  }

  async token(claims: JWTPayload, options: TokenOptions = {}): Promise<string> {
    const [published] = this.keys as [SigningKey];
    const key = options.forged === true ? await signingKey(published.kid, published.alg) : published;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: key.alg, kid: key.kid })
      .setIssuer(options.issuer ?? this.url)
      .setAudience(options.audience ?? OidcIssuer.AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + (options.expiresIn ?? 300))
      .sign(key.privateKey);
  }

  /** A token that says it needs no signature, or is signed with the public key as if that were a secret. */
  async unsigned(claims: JWTPayload, how: 'none' | 'HS256'): Promise<string> {
    const [{ kid, publicKey }] = this.keys as [SigningKey];
    const now = Math.floor(Date.now() / 1000);
    const payload = { ...claims, iss: this.url, aud: OidcIssuer.AUDIENCE, iat: now, exp: now + 300 };
    if (how === 'HS256') {
      const secret = new TextEncoder().encode(JSON.stringify(publicKey));
      return new SignJWT(payload).setProtectedHeader({ alg: how, kid }).sign(secret);
    }
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
    return `${part({ alg: how, kid })}.${part(payload)}.AA`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private documentAt(path: string): object | undefined {
    if (path === '/.well-known/openid-configuration') {
      this.asked.discovery += 1;
      return { issuer: this.url, jwks_uri: `${this.url}/keys` };
    }
    if (path !== '/keys') return undefined;
    this.asked.keys += 1;
    return { keys: this.keys.map(({ publicKey }) => publicKey) };
  }
}

async function signingKey(kid: string, alg: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicKey: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}
