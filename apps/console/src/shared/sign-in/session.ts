import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { ConsoleConfig } from './console-config.js';

const TOKEN = 'shelfstream-token';
const HOME = '/console/';
/** Where an identity provider sends people back to. */
const CALLBACK = '/console/signed-in';

/**
 * Why somebody is asked to sign in who thought to be in. `ended`: the server does not take the token any more.
 * `unfinished`: the way to the identity provider and back was not gone to its end.
 */
export type Notice = 'ended' | 'unfinished';

/**
 * Who sits in front of the console. Tokens live as long as the tab: an API key that was pasted, or what the identity
 * provider gave by the code flow with PKCE, renewed with its refresh token.
 */
export class Session {
  private readonly listeners = new Set<() => void>();

  private constructor(
    readonly config: ConsoleConfig,
    private readonly provider: UserManager | undefined,
    private key: string | null,
    private user: string | null,
    private reason: Notice | null,
  ) {}

  /** Finds who is signed in, and completes a sign-in on the way back from the identity provider. */
  static async open(config: ConsoleConfig): Promise<Session> {
    if (config.signIn !== 'oidc' || config.oidc === null) {
      return new Session(config, undefined, sessionStorage.getItem(TOKEN), null, null);
    }
    const { issuer, clientId, scope, audience } = config.oidc;
    const provider = new UserManager({
      authority: issuer,
      client_id: clientId,
      scope,
      redirect_uri: location.origin + CALLBACK,
      post_logout_redirect_uri: location.origin + HOME,
      extraQueryParams: audience === null ? {} : { audience },
      automaticSilentRenew: true,
      userStore: new WebStorageStateStore({ store: sessionStorage }),
    });
    const notice = location.pathname === CALLBACK && !(await comeBack(provider)) ? 'unfinished' : null;
    const user = await provider.getUser();
    const name = user === null || user.expired ? null : (user.profile.name ?? user.profile.sub);
    return new Session(config, provider, null, name, notice);
  }

  /** Whether the console may be used: the server is open, or somebody has signed in. */
  get isOpen(): boolean {
    if (this.reason === 'ended') return false;
    return this.config.signIn === 'open' || this.isSignedIn;
  }

  /** Whether somebody can sign out. */
  get isSignedIn(): boolean {
    return this.key !== null || this.user !== null;
  }

  get userName(): string | null {
    return this.user;
  }

  /** What to tell whoever is asked to sign in. */
  get notice(): Notice | null {
    return this.reason;
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

  /** Whether the server knew the key; then it is used from now on. Throws when no answer came. */
  async signInWithKey(key: string): Promise<boolean> {
    // Nothing else can stand in a header.
    if (!/^[\x21-\x7e]+$/.test(key)) return false;
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${this.config.apiUrl}/inventory/v1/locations?limit=1`, { headers });
    if (answer.status === 401) return false;
    this.key = key;
    this.reason = null;
    sessionStorage.setItem(TOKEN, key);
    this.changed();
    return true;
  }

  /** Leaves for the identity provider, and comes back to where we are. */
  async signInAtProvider(): Promise<void> {
    await this.provider?.signinRedirect({ state: location.pathname + location.search });
  }

  /**
   * Forgets who was here. At an identity provider that can be told so (RP-initiated logout), they are signed out there
   * too, and come back: else the next who touches this tablet would be let in as the one before.
   */
  async signOut(): Promise<void> {
    sessionStorage.removeItem(TOKEN);
    this.key = null;
    this.user = null;
    this.reason = null;
    this.changed();
    const toBeTold = await this.provider?.metadataService.getEndSessionEndpoint().catch(() => undefined);
    if (toBeTold === undefined) await this.provider?.removeUser();
    else await this.provider?.signoutRedirect();
  }

  /** The server did not accept our token any more. */
  refused(): void {
    if (this.reason === 'ended') return;
    this.reason = 'ended';
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Whether the sign-in came to its end; then we are again where it began. */
async function comeBack(provider: UserManager): Promise<boolean> {
  try {
    const user = await provider.signinCallback();
    const begun = typeof user?.state === 'string' ? user.state : HOME;
    if (begun.startsWith(HOME)) history.replaceState(null, '', begun);
    // Another page of ours, such as the shop's.
    else location.replace(begun);
    return true;
  } catch {
    history.replaceState(null, '', HOME);
    return false;
  }
}
