import type { EventContract } from '#contracts';
import { envelopeHeaders, type InboundMessage, type OutboundMessage } from '#messaging';
import { uuidv7 } from '#platform';
import type { z } from 'zod';

/** A request as another service publishes it. */
export function requestMessage<S extends z.ZodType>(
  contract: EventContract<S>,
  data: z.input<S>,
  { id = uuidv7(), correlationId = null as string | null, time = new Date() } = {},
): OutboundMessage {
  return {
    topic: contract.topic,
    key: contract.key(data as z.infer<S>),
    headers: envelopeHeaders({
      id,
      type: contract.type,
      source: '/shelfstream/orders',
      subject: null,
      time,
      correlationId,
      causationId: null,
      traceparent: null,
    }),
    value: JSON.stringify(data),
  };
}

let offset = 0;

/** The message as a transport delivers it. */
export const delivered = ({ value, ...message }: OutboundMessage): InboundMessage => ({
  ...message,
  partition: 0,
  offset: String(++offset),
  value: Buffer.from(value),
  timestamp: Date.now(),
});
