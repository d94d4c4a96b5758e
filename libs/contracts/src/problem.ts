import { z } from 'zod';

/**
 * RFC 9457 problem details, the body of every error (`application/problem+json`).
 * `code` is stable and meant for programs; `detail` says what to do; `errors` names each bad field.
 */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details with a stable code.' });
export type Problem = z.infer<typeof Problem>;

/** An element of a batch that was turned away; the others went through. */
export const RejectedElement = z.object({
  code: z.string(),
  detail: z.string(),
});
