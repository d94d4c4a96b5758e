import { z } from 'zod';
import { Identifier, NonNegativeQuantity, PageQuery, pageOf } from '../primitives.js';

/**
 * `cycle_count`: a shelf did not hold what the book says. `put_away`: picked units go back on the shelf, and are free once
 * that is done. `attention`: an order needs a person.
 */
export const TaskType = z.enum(['cycle_count', 'put_away', 'attention']);
export type TaskType = z.infer<typeof TaskType>;

export const Task = z
  .object({
    taskId: Identifier,
    type: TaskType,
    status: z.enum(['open', 'done']),
    locationId: Identifier.nullable(),
    orderId: Identifier,
    fulfillmentId: Identifier.nullable(),
    reason: z.string(),
    lines: z.array(z.object({ sku: Identifier, quantity: z.int() })),
    createdAt: z.string(),
    completedAt: z.string().nullable(),
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof Task>;
export const TaskPage = pageOf(Task);
export type TaskPage = z.infer<typeof TaskPage>;

export const TaskQuery = PageQuery.extend({
  locationId: Identifier.optional(),
  type: TaskType.optional(),
  status: z.enum(['open', 'done']).optional(),
});
export type TaskQuery = z.infer<typeof TaskQuery>;

/** Body of `POST /tasks/{taskId}/complete`: what was counted, for a cycle count. */
export const TaskCompletion = z
  .object({
    counts: z
      .array(z.object({ sku: Identifier, quantity: NonNegativeQuantity }))
      .min(1)
      .max(200)
      .optional(),
  })
  .meta({ id: 'TaskCompletion' });
export type TaskCompletion = z.infer<typeof TaskCompletion>;
