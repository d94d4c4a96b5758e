import { z } from 'zod';
import { PageQuery, ShortText, pageOf } from '../primitives.js';

/**
 * `dead`: nobody could handle it. `parked`: it waits behind a dead message of its key. `replaying`: being handled
 * once more. `replayed`: its effect took place. `discarded`: an operator decided that it never will.
 */
export const DeadLetterStatus = z.enum(['dead', 'parked', 'replaying', 'replayed', 'discarded']);
export type DeadLetterStatus = z.infer<typeof DeadLetterStatus>;

/** A message that one consumer group could not handle. */
export const DeadLetter = z
  .object({
    deadLetterId: z.string(),
    group: z.string(),
    topic: z.string(),
    partition: z.int(),
    offset: z.string(),
    key: z.string().nullable(),
    /** The CloudEvents id and type, when the message has them. */
    eventId: z.string().nullable(),
    eventType: z.string().nullable(),
    status: DeadLetterStatus,
    reason: z.object({ code: z.string(), detail: z.string() }),
    /** How often the handler was tried, replays included. */
    attempts: z.int(),
    producedAt: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;

/** One dead letter with the message itself: as text when it is UTF-8, in base64 in any case. */
export const DeadLetterDetail = DeadLetter.extend({
  headers: z.record(z.string(), z.string()),
  valueText: z.string().nullable(),
  valueBase64: z.string(),
}).meta({ id: 'DeadLetterDetail' });
export type DeadLetterDetail = z.infer<typeof DeadLetterDetail>;

/** Newest first. */
export const DeadLetterPage = pageOf(DeadLetter).meta({ id: 'DeadLetterPage' });
export type DeadLetterPage = z.infer<typeof DeadLetterPage>;

export const DeadLetterQuery = PageQuery.extend({
  group: ShortText.optional(),
  topic: ShortText.optional(),
  status: DeadLetterStatus.optional(),
});
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>;

export const DeadLetterParams = z.object({
  id: z.string().regex(/^[1-9]\d{0,17}$/, 'must be the deadLetterId of a list entry'),
});
export type DeadLetterParams = z.infer<typeof DeadLetterParams>;

/** Body of `POST .../dead-letters/replay`: every dead letter of the group. */
export const ReplayRequest = z.object({ group: ShortText.min(1) }).meta({ id: 'ReplayRequest' });
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/** How many letters are on their way to the group again. */
export const ReplayAccepted = z.object({ replaying: z.int() }).meta({ id: 'ReplayAccepted' });
export type ReplayAccepted = z.infer<typeof ReplayAccepted>;
