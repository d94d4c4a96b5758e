import { ALL_EVENTS, type EventContract, RefundSettlement, Sale, TOPICS } from '#contracts';
import { z } from 'zod';

const VERSION = '1.0.0';

/** Attributes of CloudEvents 1.0 as they travel in Kafka's headers. */
const CLOUD_EVENT_HEADERS = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time'],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: {
      type: 'string',
      format: 'uuid',
      description: 'Known to receivers: an event that comes twice has one effect.',
    },
    ce_type: { type: 'string', description: 'The event and its version.' },
    ce_source: { type: 'string', description: 'The service that states the fact.' },
    ce_time: { type: 'string', format: 'date-time', description: 'When the fact took place.' },
    ce_subject: { type: 'string', description: 'What it is about.' },
    traceparent: { type: 'string', description: 'W3C trace context.' },
  },
};

/** The AsyncAPI 3.0 document of every topic, from the contracts. */
export function asyncApiDocument(): object {
  const channels: Record<string, object> = {};
  const operations: Record<string, object> = {};
  const messages: Record<string, object> = {};
  for (const topic of TOPICS) {
    const id = camel(topic.name);
    const outside = OUTSIDE[topic.name];
    const ours = ALL_EVENTS.filter((event) => event.topic === topic.name).map(eventMessage);
    const own = outside === undefined ? ours : [outside];
    const names = own.map((message) => camel(message.name));
    for (const message of own) messages[camel(message.name)] = message;
    channels[id] = {
      address: topic.name,
      description: topic.description,
      messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
      bindings: {
        kafka: {
          topic: topic.name,
          partitions: topic.partitions,
          topicConfiguration: {
            'cleanup.policy': [topic.cleanup],
            ...(topic.cleanup === 'delete' ? { 'retention.ms': topic.retentionDays * 86_400_000 } : {}),
          },
          bindingVersion: '0.5.0',
        },
      },
      'x-key': topic.key,
    };
    const action = topic.owner === 'external' ? 'receive' : 'send';
    operations[`${action}${id[0]?.toUpperCase()}${id.slice(1)}`] = {
      action,
      channel: { $ref: `#/channels/${id}` },
    };
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Shelfstream events',
      version: VERSION,
      description:
        'CloudEvents 1.0 in Kafka binary mode: attributes in headers, JSON in the value. At least once, in order per ' +
        'key. A released version may gain optional fields; ignore what you do not know.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels,
    operations,
    components: { messages },
  };
}

/** JSON Schemas by file name: one for each event's data, and for what comes from outside. */
export function eventSchemas(): Record<string, object> {
  const schemas: Record<string, object> = {};
  for (const { name, payload } of Object.values(OUTSIDE)) schemas[name] = payload;
  for (const event of ALL_EVENTS) schemas[event.type] = schemaOf(event.data, 'output');
  return schemas;
}

interface Message {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly headers?: object;
  readonly payload: object;
}

function eventMessage(event: EventContract): Message {
  return {
    name: event.type,
    title: event.type,
    summary: event.description,
    headers: CLOUD_EVENT_HEADERS,
    payload: schemaOf(event.data, 'output'),
  };
}

/** Whole in itself: what it refers to stands in its own `$defs`. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object =>
  inlined(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>);

/** AsyncAPI reads `#/$defs` from the root of its document, so named parts are put where they are used. */
function inlined(schema: Record<string, unknown>): object {
  const { $defs = {}, $schema: _, ...rest } = schema as { $defs?: Record<string, unknown>; $schema?: string };
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, id: __, ...others } = value as Record<string, unknown>;
    const named = typeof $ref === 'string' ? put($defs[$ref.replace('#/$defs/', '')]) : {};
    const own = Object.fromEntries(Object.entries(others).map(([key, part]) => [key, put(part)]));
    return { ...(named as object), ...own };
  };
  return put(rest) as object;
}

const camel = (name: string): string =>
  name.replaceAll(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());

/** What the outside writes, by topic: the value alone counts, headers are not needed. */
const OUTSIDE: Readonly<Record<string, Message>> = {
  'pos.sales.v1': {
    name: 'pos.sale.v1',
    title: 'A sale as a till publishes it',
    summary: 'Headers are not needed; the key is the locationId.',
    payload: schemaOf(Sale, 'input'),
  },
  'payments.refund-settled.v1': {
    name: 'payments.refund-settled.v1',
    title: 'A refund as the payment system says that it was paid',
    summary: 'Headers are not needed; the key is the returnId.',
    payload: schemaOf(RefundSettlement, 'input'),
  },
};
