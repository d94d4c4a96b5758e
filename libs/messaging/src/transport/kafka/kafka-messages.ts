import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import type { InboundMessage, OutboundMessage } from '../transport.js';

export function toKafka({ key, headers, value }: OutboundMessage): Message {
  return { key, headers: { ...headers }, value };
}

export function fromKafka(topic: string, partition: number, message: KafkaMessage): InboundMessage {
  return {
    topic,
    partition,
    offset: message.offset,
    key: message.key?.toString() ?? null,
    headers: plainHeaders(message.headers ?? {}),
    value: message.value ?? Buffer.alloc(0),
    timestamp: Number(message.timestamp),
  };
}

/** Headers as text; of one that came several times, the last. */
function plainHeaders(headers: IHeaders): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) plain[name] = last.toString();
  }
  return plain;
}
