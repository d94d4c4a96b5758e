import { z } from 'zod';
import { Identifier, PageQuery, Timestamp, pageOf } from '../primitives.js';

/** One request that changed something, or tried to; or, of a till's or a shop's everyday requests, how many there were. */
export const AuditEntry = z
  .object({
    entryId: z.uuid(),
    /** When it was answered; of several requests, the minute that they belong to. */
    at: z.string(),
    /** `key:<id>`, `person:<subject>` or `local`. */
    callerId: z.string(),
    method: z.string(),
    /** By its pattern, such as `/orders/v1/fulfillments/:fulfillmentId/pick`. */
    route: z.string(),
    /** What it was about: the ids in the path and at the top of the body. Ids alone, never what a person is called. */
    targets: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    status: z.int(),
    /** The code of the refusal, if it was refused. */
    code: z.string().nullable(),
    correlationId: z.string().nullable(),
    /** How many requests it stands for. */
    requests: z.int().min(1),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditPage = pageOf(AuditEntry);
export type AuditPage = z.infer<typeof AuditPage>;

/** Query of `GET /audit`: by who, by what it was about (any id), by when. */
export const AuditQuery = PageQuery.extend({
  callerId: z.string().min(1).max(300).optional(),
  targetId: Identifier.optional(),
  since: Timestamp.optional(),
  until: Timestamp.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
