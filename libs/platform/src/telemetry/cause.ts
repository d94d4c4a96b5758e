import { traceparentNow } from './tracing.js';
import { workContext } from './work-context.js';

/** What events say of the work that they come of, so that one sale can be followed through every service. */
export interface CauseOfWork {
  readonly correlationId?: string;
  /** W3C trace context. */
  readonly traceparent?: string;
}

/** Taken down where work is handed to somebody who does it together with that of others. */
export function causeNow(): CauseOfWork {
  const correlationId = workContext()?.correlationId;
  const traceparent = traceparentNow();
  return {
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}
