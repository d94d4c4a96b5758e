/** What the server that serves the console says about it, at `/console/config.json`. */
export interface ConsoleConfig {
  /** `open`: nobody need sign in. `token`: an API key is asked for. `oidc`: the identity provider asks. */
  readonly signIn: 'open' | 'token' | 'oidc';
  /** Where the API is: empty for this very origin. */
  readonly apiUrl: string;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly scope: string;
    readonly audience: string | null;
  } | null;
}

export async function readConsoleConfig(): Promise<ConsoleConfig> {
  const answer = await fetch('/console/config.json');
  if (!answer.ok) throw new Error(`/console/config.json was answered ${answer.status}.`);
  return (await answer.json()) as ConsoleConfig;
}
