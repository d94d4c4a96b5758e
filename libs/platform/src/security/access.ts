import { Logger } from '@nestjs/common';
import { ConfigError } from '../config.js';
import { looksLikeKey } from './api-key.js';
import { type Caller, LOCAL_CALLER } from './caller.js';
import { KeyFileError, KeyFileWatch, readKeyFile } from './key-file.js';
import { KeyRing } from './key-ring.js';
import { OidcPeople } from './oidc.js';
import { unauthenticated } from './problems.js';
import { isRoleName, type RoleName } from './scopes.js';
import { AccessSettings } from './settings.js';

const logger = new Logger('Access');

/** Who may call a process, as its settings say. */
export interface Access {
  /** Everyone at this machine may do everything, and nobody has to say who they are. */
  readonly open: boolean;
  /** Whether `/metrics` asks for nothing. */
  readonly metricsOpen: boolean;
  /** Requests of one caller per minute; 0 for no limit. */
  readonly requestsPerMinute: number;
  /** How long the audit trail is kept. */
  readonly auditKeptDays: number;
  /** Origins whose pages may call. */
  readonly corsOrigins: readonly string[];
  /** The keys of the file, and those that are lent within the process. */
  readonly keys: KeyRing;
  /** Who sends a request with this `Authorization` header. Refused: 401 `unauthenticated`. */
  callerOf(authorization: string | undefined): Caller | Promise<Caller>;
  /** What whoever starts the process should know of it. */
  readonly warnings: readonly string[];
  /** Ends what it does by itself. */
  close(): void;
}

/** Open to whoever sits at this machine. */
export const openAccess = (settings: AccessSettings = AccessSettings.parse({})): Access => ({
  open: true,
  metricsOpen: true,
  requestsPerMinute: 0,
  auditKeptDays: settings.AUDIT_KEPT_DAYS,
  corsOrigins: settings.CORS_ORIGINS,
  keys: new KeyRing(),
  callerOf: () => LOCAL_CALLER,
  warnings: [
    'Open: whoever can reach this machine by loopback may do everything. API_KEYS_FILE makes it ask who calls.',
  ],
  close: () => {},
});

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/;

/**
 * Who may call a process that is to listen on `host`. With neither keys nor an issuer it is open to this machine, and only
 * on loopback: anywhere else a `ConfigError` says what is missing and the command that makes it.
 */
export function accessBy(settings: AccessSettings, host: string): Access {
  if (settings.API_KEYS_FILE === undefined && settings.OIDC_ISSUER === undefined) {
    if (!LOOPBACK.test(host)) throw new ConfigError(refusalToListen(host));
    return openAccess(settings);
  }
  return new GuardedAccess(settings);
}

/** Asks for an API key or a JWT. */
class GuardedAccess implements Access {
  readonly open = false;
  readonly metricsOpen: boolean;
  readonly requestsPerMinute: number;
  readonly auditKeptDays: number;
  readonly corsOrigins: readonly string[];
  readonly keys = new KeyRing();
  readonly warnings: string[] = [];
  private readonly people: OidcPeople | undefined;
  private readonly watch: KeyFileWatch | undefined;

  constructor(settings: AccessSettings) {
    this.metricsOpen = settings.METRICS_ACCESS === 'open';
    this.requestsPerMinute = settings.RATE_LIMIT_PER_MINUTE;
    this.auditKeptDays = settings.AUDIT_KEPT_DAYS;
    this.corsOrigins = settings.CORS_ORIGINS;
    this.people = peopleBy(settings);
    if (settings.API_KEYS_FILE !== undefined) this.watch = this.watchFile(settings.API_KEYS_FILE);
  }

  callerOf(authorization: string | undefined): Caller | Promise<Caller> {
    if (authorization === undefined) throw unauthenticated(WHO);
    const token = /^bearer +(\S{1,8192})$/i.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated(WHO);
    const now = Date.now();
    if (looksLikeKey(token)) return this.keys.callerOf(token, now);
    if (this.people !== undefined && JWT.test(token)) return this.people.callerOf(token, now);
    throw unauthenticated('What was sent is neither an API key nor a token that is taken here.');
  }

  close(): void {
    this.watch?.stop();
  }

  /** Taken at the start as it must be; later, what cannot be used changes nothing. */
  private watchFile(file: string): KeyFileWatch {
    const watch = new KeyFileWatch(
      file,
      (keys) => {
        this.keys.replace(keys);
        logger.log(`The key file has changed: ${keys.length} keys.`);
      },
      (error) =>
        logger.error(`The key file cannot be used; the keys of before still hold. ${error.message}.`),
    );
    try {
      const keys = readKeyFile(file);
      this.keys.replace(keys);
      if (keys.length === 0)
        this.warnings.push(`API_KEYS_FILE has no keys: nobody can call by one.\n${HOW_TO_MAKE_KEYS}`);
      return watch;
    } catch (error) {
      watch.stop();
      if (!(error instanceof KeyFileError)) throw error;
      throw new ConfigError(`API_KEYS_FILE: ${error.message}.\n${HOW_TO_MAKE_KEYS}`);
    }
  }
}

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const WHO =
  'Say who calls: send the header "Authorization: Bearer <key or token>". ' +
  'An operator makes one with "npm run cli -- keys create".';

const HOW_TO_MAKE_KEYS =
  'Make a key, which also makes the file:\n\n' +
  '  npm run cli -- keys create "first administrator" --role administrator --file api-keys.json\n\n' +
  'and start again with API_KEYS_FILE=api-keys.json.';

const refusalToListen = (host: string): string =>
  `HOST is ${host}, which others can reach, and nothing says who may call: neither API_KEYS_FILE nor OIDC_ISSUER is set.\n` +
  `${HOW_TO_MAKE_KEYS} Or listen on 127.0.0.1, where it is open to this machine alone.`;

function peopleBy(settings: AccessSettings): OidcPeople | undefined {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = settings;
  if (issuer === undefined) return undefined;
  if (audience === undefined) {
    throw new ConfigError(
      'OIDC_AUDIENCE is missing: say what must stand in "aud", or tokens made for others would be taken.',
    );
  }
  return new OidcPeople({
    issuer,
    audience,
    jwksUrl: settings.OIDC_JWKS_URL,
    rolesClaim: settings.OIDC_ROLES_CLAIM,
    roles: rolesBy(settings.OIDC_ROLES),
    locationsClaim: settings.OIDC_LOCATIONS_CLAIM,
  });
}

function rolesBy(pairs: readonly string[]): ReadonlyMap<string, RoleName> {
  return new Map(
    pairs.map((pair) => {
      const [theirs, ours] = pair.split('=').map((part) => part.trim()) as [string, string];
      if (!isRoleName(ours)) throw new ConfigError(`OIDC_ROLES: "${ours}" is no role of ours.`);
      return [theirs, ours];
    }),
  );
}
