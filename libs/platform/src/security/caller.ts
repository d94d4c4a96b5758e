import { SCOPES, type Scope } from './scopes.js';

/** Who sends a request. */
export interface Caller {
  /** `key:<id>`, `person:<subject>` or `local`: in logs, in the audit trail, and the owner of idempotency keys. */
  readonly id: string;
  readonly kind: 'key' | 'person' | 'local';
  readonly scopes: ReadonlySet<Scope>;
  /** The locations whose work they see and change; undefined: all. */
  readonly locations: ReadonlySet<string> | undefined;
}

/** Whoever sits at this machine, where nobody has to say who they are. */
export const LOCAL_CALLER: Caller = {
  id: 'local',
  kind: 'local',
  scopes: new Set(SCOPES),
  locations: undefined,
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends it; undefined on routes that are open to everyone. */
    caller?: Caller;
  }
}
