import { z } from 'zod';
import { DeadLetterStatus } from './dead-letters.js';

/** How a service's messages are getting on, at this moment. */
export const Operations = z
  .object({
    service: z.string(),
    /** Messages that wait to be published, counted up to 100,000, and how long the oldest has waited. */
    outbox: z.object({ messages: z.int(), oldestAgeMs: z.int() }),
    /** What each consumer group has yet to handle; null when the broker does not say. */
    consumers: z.array(z.object({ group: z.string(), topic: z.string(), lag: z.int().nullable() })),
    /** Dead letters that nobody has replayed or discarded, and messages parked behind them. */
    deadLetters: z.array(z.object({ group: z.string(), status: DeadLetterStatus, count: z.int() })),
    at: z.string(),
  })
  .meta({ id: 'Operations' });
export type Operations = z.infer<typeof Operations>;
