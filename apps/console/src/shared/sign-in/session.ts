import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { ConsoleConfig } from './console-config.js';

const TOKEN = 'shelfstream-token';
/** Where an identity provider sends people back to. */
const CALLBACK = '/console/signed-in';

/**
 * Who sits in front of the console. Tokens live as long as the tab: an API key that was pasted, or what the identity
 * provider gave by the code flow with PKCE, renewed with its refresh token.
 */
export class Session {
  private readonly listeners = new Set<() => void>();
  private expired = false;

  private constructor(
    readonly config: ConsoleConfig,
    private readonly provider: UserManager | undefined,
    private key: string | null,
    private user: string | null,
  ) {}

  /** Finds who is signed in, and completes a sign-in on the way back from the identity provider. */
  static async open(config: ConsoleConfig): Promise<Session> {
    if (config.signIn !== 'oidc' || config.oidc === null) {
      return new Session(config, undefined, sessionStorage.getItem(TOKEN), null);
    }
    const { issuer, clientId, scope, audience } = config.oidc;
    const provider = new UserManager({
      authority: issuer,
      client_id: clientId,
      scope,
      redirect_uri: location.origin + CALLBACK,
      post_logout_redirect_uri: `${location.origin}/console/`,
      extraQueryParams: audience === null ? {} : { audience },
      automaticSilentRenew: true,
      userStore: new WebStorageStateStore({ store: sessionStorage }),
    });
    if (location.pathname === CALLBACK) {
      const back = await provider.signinCallback();
      history.replaceState(null, '', typeof back?.state === 'string' ? back.state : '/console/');
    }
    const user = await provider.getUser();
    const name = user === null || user.expired ? null : (user.profile.name ?? user.profile.sub);
    return new Session(config, provider, null, name);
  }

  /** Whether the console may be used: the server is open, or somebody has signed in. */
  get isOpen(): boolean {
    if (this.expired) return false;
    return this.config.signIn === 'open' || this.key !== null || this.user !== null;
  }

  /** Whether somebody can sign out. */
  get isSignedIn(): boolean {
    return this.key !== null || this.user !== null;
  }

  get userName(): string | null {
    return this.user;
  }

  /** A counter-like value that changes whenever `isOpen` may have changed. */
  readonly snapshot = (): string => `${this.isOpen}/${this.isSignedIn}`;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What a request carries now. */
  readonly token = async (): Promise<string | undefined> => {
    if (this.provider === undefined) return this.key ?? undefined;
    return (await this.provider.getUser())?.access_token;
  };

  signInWithKey(key: string): void {
    this.key = key;
    this.expired = false;
    sessionStorage.setItem(TOKEN, key);
    this.changed();
  }

  /** Leaves for the identity provider, and comes back to where we are. */
  async signInAtProvider(): Promise<void> {
    await this.provider?.signinRedirect({ state: location.pathname + location.search });
  }

  async signOut(): Promise<void> {
    sessionStorage.removeItem(TOKEN);
    this.key = null;
    this.user = null;
    await this.provider?.removeUser();
    this.changed();
  }

  /** The server did not accept our token any more. */
  refused(): void {
    if (this.expired) return;
    this.expired = true;
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}
