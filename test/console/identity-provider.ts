import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OidcIssuer } from '#testing';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

/** Somebody who has an account, and what the issuer says of them in tokens for Shelfstream. */
export interface Account {
  readonly name: string;
  readonly roles: readonly string[];
  readonly locations: readonly string[];
}

/**
 * An OpenID provider such as a retailer has one, not of our making: it asks for name and password, gives tokens by the code
 * flow with PKCE to the console as a public client, and signs people out again. Its development pages take any password.
 */
export class IdentityProvider {
  static readonly CLIENT = 'shelfstream-console';

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  /** Listens at once; it gives no tokens until it knows where the console is. */
  static async start(): Promise<IdentityProvider> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new IdentityProvider(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
  }

  /** Registers the console, and who may sign in there by their login. */
  async know(consoleUrl: string, accounts: Readonly<Record<string, Account>>): Promise<void> {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const provider = new Provider(this.url, {
      jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }] },
      cookies: { keys: ['of the tests alone'] },
      clients: [
        {
          client_id: IdentityProvider.CLIENT,
          token_endpoint_auth_method: 'none',
          id_token_signed_response_alg: 'ES256',
          redirect_uris: [`${consoleUrl}/console/signed-in`],
          post_logout_redirect_uris: [`${consoleUrl}/console/`],
        },
      ],
      clientBasedCORS: (_ctx, origin) => origin === consoleUrl,
      findAccount: (_ctx, login) => {
        const account = accounts[login];
        if (account === undefined) return undefined;
        return { accountId: login, claims: async () => ({ sub: login, name: account.name }) };
      },
      claims: { openid: ['sub'], profile: ['name'] },
      conformIdTokenClaims: false,
      extraTokenClaims: (_ctx, token) => {
        const { roles, locations } = accounts['accountId' in token ? String(token.accountId) : '']!;
        return { roles, locations };
      },
      features: {
        resourceIndicators: {
          enabled: true,
          defaultResource: () => 'urn:shelfstream',
          useGrantedResource: () => true,
          getResourceServerInfo: () => ({
            scope: '',
            audience: OidcIssuer.AUDIENCE,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          }),
        },
      },
    });
    this.server.on('request', provider.callback());
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
