import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from '../security/caller.js';

/** What log lines and events say of the work that is done: a request, a message, a look of a timer. */
export interface WorkContext {
  /** The service that is at work: several may share a process. */
  readonly service?: string | undefined;
  /** Who sends the request, once that is known. */
  readonly caller?: Caller | undefined;
  /** Of a request alone. */
  readonly requestId?: string | undefined;
  /** Follows the work through every service: what the caller gave in `X-Correlation-Id`, else what it began with. */
  readonly correlationId?: string | undefined;
}

const storage = new AsyncLocalStorage<WorkContext>();

/** The context of the work at hand; undefined where nobody said what is done. */
export const workContext = (): WorkContext | undefined => storage.getStore();

/** Runs `work` in the context; whatever it awaits stays in it. */
export const inWorkContext = <T>(context: WorkContext, work: () => T): T => storage.run(context, work);
