import { readConfig } from '#platform';
import { z } from 'zod';

const text = z.string().min(1);

/** How the console lets people in, wherever it is served. */
const ConsoleEnvironment = z.object({
  /** `open`, `token` or `oidc`; otherwise what the other settings suggest. */
  CONSOLE_SIGN_IN: z.enum(['open', 'token', 'oidc']).optional(),
  /** The public client that the identity provider knows the console by. */
  CONSOLE_OIDC_CLIENT_ID: text.optional(),
  CONSOLE_OIDC_SCOPE: text.default('openid profile'),
  /** Origins besides its issuer's that the identity provider answers from, parted by blanks. */
  CONSOLE_OIDC_ORIGINS: z
    .string()
    .regex(
      /^(https?:\/\/[^\s/;,]+\s*)*$/,
      'must be origins such as https://login.example.com, parted by blanks',
    )
    .default(''),
  OIDC_ISSUER: z.url().optional(),
  OIDC_AUDIENCE: text.optional(),
  API_KEYS_FILE: text.optional(),
});

/** What the pages ask for first, at `/console/config.json`. */
export interface ConsoleConfig {
  readonly signIn: 'open' | 'token' | 'oidc';
  readonly apiUrl: string;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly scope: string;
    readonly audience: string | null;
  } | null;
}

export interface ConsoleSettings {
  readonly config: ConsoleConfig;
  /** What the pages may connect to besides their own origin. */
  readonly connectTo: readonly string[];
}

/**
 * The console's settings from the environment. People sign in with their account where an issuer and the console's
 * client are named, else with an API key; not at all when `open` is what remains.
 */
export function consoleSettings(env: NodeJS.ProcessEnv, otherwise: 'open' | 'token'): ConsoleSettings {
  const read = readConfig(ConsoleEnvironment, env);
  const oidc =
    read.OIDC_ISSUER !== undefined && read.CONSOLE_OIDC_CLIENT_ID !== undefined
      ? {
          issuer: read.OIDC_ISSUER,
          clientId: read.CONSOLE_OIDC_CLIENT_ID,
          scope: read.CONSOLE_OIDC_SCOPE,
          audience: read.OIDC_AUDIENCE ?? null,
        }
      : null;
  const secured = read.API_KEYS_FILE !== undefined || read.OIDC_ISSUER !== undefined;
  const signIn = read.CONSOLE_SIGN_IN ?? (oidc !== null ? 'oidc' : secured ? 'token' : otherwise);
  if (signIn === 'oidc' && oidc === null) {
    throw new Error('CONSOLE_SIGN_IN=oidc needs OIDC_ISSUER and CONSOLE_OIDC_CLIENT_ID.');
  }
  const origins = read.CONSOLE_OIDC_ORIGINS.split(/\s+/).filter((origin) => origin !== '');
  const used = signIn === 'oidc' ? oidc : null;
  return {
    config: { signIn, apiUrl: '', oidc: used },
    connectTo: used === null ? [] : [new URL(used.issuer).origin, ...origins],
  };
}
