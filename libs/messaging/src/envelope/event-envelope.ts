import type { InboundMessage } from '../transport/transport.js';

/**
 * CloudEvents 1.0 in Kafka's binary mode: the attributes travel as headers, the data as JSON in the value.
 * `correlationid`, `causationid` and `traceparent` are extension attributes; the trace context is also there
 * under its W3C name, as tracing libraries look for it.
 */
export interface EventAttributes {
  readonly id: string;
  readonly type: string;
  /** The service that published it, such as `/shelfstream/inventory`. */
  readonly source: string;
  readonly subject: string | null;
  /** When the fact took place. */
  readonly time: Date;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  readonly traceparent: string | null;
}

/** An event that arrived, with its data read from JSON. */
export interface ReceivedEvent<T = unknown> extends EventAttributes {
  readonly data: T;
  readonly key: string | null;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/** The message will never be an event that this consumer can handle. `code` is stable, `detail` says what is wrong. */
export class PoisonMessage extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'PoisonMessage';
  }
}

export function envelopeHeaders(event: EventAttributes): Record<string, string> {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_type: event.type,
    ce_source: event.source,
    ce_time: event.time.toISOString(),
    'content-type': 'application/json',
  };
  if (event.subject !== null) headers.ce_subject = event.subject;
  if (event.correlationId !== null) headers.ce_correlationid = event.correlationId;
  if (event.causationId !== null) headers.ce_causationid = event.causationId;
  if (event.traceparent !== null) {
    headers.ce_traceparent = event.traceparent;
    headers.traceparent = event.traceparent;
  }
  return headers;
}

/** The event's type alone, read without touching the value; null when the message is not a CloudEvent. */
export function eventType(message: InboundMessage): string | null {
  return message.headers.ce_type ?? null;
}

/** Reads the whole envelope. Throws `PoisonMessage` with the codes `malformed_envelope` and `malformed_json`. */
export function readEvent(message: InboundMessage): ReceivedEvent {
  const { headers } = message;
  if (headers.ce_specversion !== '1.0') {
    throw malformed('ce_specversion', headers.ce_specversion, 'must be "1.0"');
  }
  const time = new Date(required(headers, 'ce_time'));
  if (Number.isNaN(time.getTime())) throw malformed('ce_time', headers.ce_time, 'must be an ISO 8601 time');
  return {
    id: required(headers, 'ce_id'),
    type: required(headers, 'ce_type'),
    source: required(headers, 'ce_source'),
    subject: headers.ce_subject ?? null,
    time,
    correlationId: headers.ce_correlationid ?? null,
    causationId: headers.ce_causationid ?? null,
    traceparent: headers.traceparent ?? headers.ce_traceparent ?? null,
    data: readJson(message),
    key: message.key,
    topic: message.topic,
    partition: message.partition,
    offset: message.offset,
  };
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The value as JSON. Throws `PoisonMessage` `malformed_json`, which never quotes the value. */
export function readJson(message: InboundMessage): unknown {
  if (message.value.length === 0) throw new PoisonMessage('malformed_json', 'The value is empty');
  let text: string;
  try {
    text = strictUtf8.decode(message.value);
  } catch {
    throw new PoisonMessage('malformed_json', 'The value is not UTF-8 text');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PoisonMessage('malformed_json', `The value is not JSON${position(error)}`);
  }
}

function required(headers: InboundMessage['headers'], name: string): string {
  const value = headers[name];
  if (value === undefined || value === '') throw malformed(name, value, 'is required');
  return value;
}

function malformed(header: string, value: string | undefined, demand: string): PoisonMessage {
  const found = value === undefined ? 'it is missing' : 'it is something else';
  return new PoisonMessage('malformed_envelope', `Header ${header} ${demand}; ${found}`);
}

/** Where parsing stopped, without the excerpt of the value that the engine's message carries. */
function position(error: unknown): string {
  const found = /position (\d+)/.exec(error instanceof Error ? error.message : '');
  return found ? ` (at character ${found[1]})` : '';
}
