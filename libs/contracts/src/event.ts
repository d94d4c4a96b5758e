import type { z } from 'zod';
import type { TopicName } from './topics.js';

/**
 * The contract of one event: its CloudEvents type with its version, the topic it travels on, the schema of its
 * data and the Kafka key (order holds per key). A released version may gain optional fields and nothing else.
 */
export interface EventContract<S extends z.ZodType = z.ZodType> {
  readonly type: string;
  readonly topic: TopicName;
  readonly data: S;
  readonly key: (data: z.infer<S>) => string;
  readonly description: string;
}

export type EventData<C> = C extends EventContract<infer S> ? z.infer<S> : never;

export function defineEvent<S extends z.ZodType>(contract: EventContract<S>): EventContract<S> {
  return Object.freeze(contract);
}

/** The key of everything about one stock level: location and SKU, each URL-encoded, so order holds per level. */
export const levelKey = (level: { locationId: string; sku: string }): string =>
  `${encodeURIComponent(level.locationId)}/${encodeURIComponent(level.sku)}`;
