/** What led to an event. */
export interface Cause {
  readonly commandId: string;
  readonly correlationId?: string | undefined;
  /** W3C trace context of the command. */
  readonly traceparent?: string | undefined;
}

export const causeOf = ({ commandId, correlationId, traceparent }: Cause): Cause => ({
  commandId,
  correlationId,
  traceparent,
});
