import {
  beginSpan,
  failSpan,
  inSpan,
  inWorkContext,
  type Span,
  SpanKind,
  traceparentOf,
  tracingIsOn,
} from '#platform';
import { serviceOf } from './consume/subscription.js';
import type { InboundMessage, OutboundMessage } from './transport/transport.js';

/** OpenTelemetry's names for what a message is and where it goes. */
const destination = (system: string, topic: string) => ({
  'messaging.system': system,
  'messaging.destination.name': topic,
});

/** The messages of a publication, each with a span of its own, which its trace goes on from. */
export interface TracedPublication {
  readonly messages: OutboundMessage[];
  /** The broker has them, or not. */
  end(error?: unknown): void;
}

/** Gives each message that is part of a trace its `send` span. */
export function tracePublication(system: string, messages: OutboundMessage[]): TracedPublication {
  if (!tracingIsOn()) return { messages, end: () => {} };
  const spans: Span[] = [];
  const traced = messages.map((message) => {
    const { traceparent } = message.headers;
    if (traceparent === undefined) return message;
    const span = beginSpan(`send ${message.topic}`, {
      kind: SpanKind.PRODUCER,
      parent: traceparent,
      attributes: {
        ...destination(system, message.topic),
        'messaging.operation.type': 'send',
        'messaging.operation.name': 'send',
        ...eventAttributes(message.headers),
      },
    });
    spans.push(span);
    const own = traceparentOf(span) ?? traceparent;
    return { ...message, headers: { ...message.headers, traceparent: own, ce_traceparent: own } };
  });
  return {
    messages: traced,
    end: (error) => {
      for (const span of spans) {
        if (error !== undefined) failSpan(span, error);
        span.end();
      }
    },
  };
}

/** Where a message is handled. */
export interface Reading {
  /** `kafka` unless it is said. */
  readonly system?: string;
  readonly topic: string;
  readonly group: string;
}

/**
 * Handles one message as a step of its own trace and story: what it logs, writes and tells has its correlation id and
 * goes on from its `traceparent`. A message without either begins both.
 */
export function handlingMessage<T>(
  reading: Reading,
  headers: InboundMessage['headers'],
  work: () => Promise<T>,
): Promise<T> {
  const { ce_correlationid: given, ce_id: id, traceparent = null } = headers;
  const correlationId = [given, id].find((text) => text !== undefined && ID.test(text));
  return inWorkContext({ service: serviceOf(reading.group), correlationId }, () =>
    inSpan(`process ${reading.topic}`, () => ({ ...consumer(reading, headers), parent: traceparent }), work),
  );
}

/** Handles several messages at once: one span that is linked with the trace of each. */
export function handlingTogether<T>(
  reading: Reading,
  headers: readonly InboundMessage['headers'][],
  work: () => Promise<T>,
): Promise<T> {
  return inWorkContext({ service: serviceOf(reading.group) }, () =>
    inSpan(
      `process ${reading.topic}`,
      () => {
        const described = consumer(reading, {});
        const attributes = { ...described.attributes, 'messaging.batch.message_count': headers.length };
        return { ...described, attributes, together: headers.map(({ traceparent }) => traceparent) };
      },
      work,
    ),
  );
}

/** A foreign producer may write anything into a header. */
const ID = /^[\w.:/-]{1,100}$/;

const consumer = ({ system = 'kafka', topic, group }: Reading, headers: InboundMessage['headers']) => ({
  kind: SpanKind.CONSUMER,
  attributes: {
    ...destination(system, topic),
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'process',
    'messaging.consumer.group.name': group,
    ...eventAttributes(headers),
  },
});

function eventAttributes({
  ce_id: id,
  ce_type: type,
}: Readonly<Record<string, string>>): Record<string, string> {
  return {
    ...(id === undefined ? {} : { 'messaging.message.id': id, 'cloudevents.event_id': id }),
    ...(type === undefined ? {} : { 'cloudevents.event_type': type }),
  };
}
