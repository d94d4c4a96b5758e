import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from './security/caller.js';

/** The ids that follow one request into its log lines. */
export interface RequestContext {
  /** Who sends it, once that is known. */
  readonly caller?: Caller | undefined;
  readonly requestId: string;
  /** What the caller gave in `X-Correlation-Id`, else the request id. */
  readonly correlationId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The context of the request that is at work; undefined outside of one (timers, messages). */
export const requestContext = (): RequestContext | undefined => storage.getStore();

/** Runs `work` in the context; whatever it awaits stays in it. */
export const inRequestContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);
