import { Draft } from './draft.js';
import type { Decision } from './facts.js';
import { isLive, type OrderState, type TaskState } from './order.js';
import { refusal } from './refusal.js';
import type { Circumstances } from './rules.js';

export interface TaskDone {
  readonly taskId: string;
  /** What was counted, for a cycle count. */
  readonly counts: readonly { sku: string; quantity: number }[] | null;
}

/**
 * Somebody did it. Put away: the units are free, or, where they had left their first location, are received at this one.
 * Cycle count: the levels are set to what was counted. Once more changes nothing. Refused: `task_not_found`,
 * `counts_required` (a count needs a figure for each SKU of the task). Requests: `release`, `receive`, `count`.
 */
export function taskDone(order: OrderState, done: TaskDone, at: Circumstances): Decision {
  const draft = new Draft(order, at);
  const task = draft.order.tasks.find(({ taskId }) => taskId === done.taskId);
  if (task === undefined) {
    return draft.refuse(refusal('task_not_found', `There is no task "${done.taskId}". Check the id.`));
  }
  if (task.completedAt !== null) return draft.unchanged();
  if (task.type === 'cycle_count' && !countsAll(task, done.counts)) {
    const skus = [...new Set(task.lines.map(({ sku }) => sku))];
    return draft.refuse(
      refusal('counts_required', `Give in "counts" what is on the shelf of each of: ${skus.join(', ')}.`, {
        skus,
      }),
    );
  }
  task.completedAt = at.now;
  if (task.type === 'put_away') putAwayDone(draft, task);
  else if (task.type === 'cycle_count') countDone(draft, task, done.counts ?? []);
  else attentionGiven(draft, task);
  const { fulfillmentId, locationId } = task;
  draft.note(`${task.type}_done`, 'The task is done.', { fulfillmentId, locationId });
  return draft.finish();
}

function countsAll(task: TaskState, counts: TaskDone['counts']): boolean {
  const given = new Set(counts?.map(({ sku }) => sku));
  const asked = new Set(task.lines.map(({ sku }) => sku));
  return (
    given.size === counts?.length && given.size === asked.size && [...given].every((sku) => asked.has(sku))
  );
}

function putAwayDone(draft: Draft, task: TaskState): void {
  const f = draft.order.fulfillments.find(({ fulfillmentId }) => fulfillmentId === task.fulfillmentId);
  if (f === undefined || task.locationId === null)
    throw new Error(`Task ${task.taskId} names no fulfillment`);
  if (!f.left) {
    draft.release(f.reservationId, f.locationId, task.lines);
    return;
  }
  draft.ask({
    request: 'receive',
    data: {
      receiptId: task.taskId,
      reference: draft.order.orderId,
      locationId: task.locationId,
      occurredAt: new Date(draft.at.now).toISOString(),
      reason: 'put_away',
      lines: task.lines.map(({ lineId, sku, quantity }) => ({
        lineId: lineId ?? sku,
        sku,
        quantity,
        disposition: 'restock',
      })),
    },
  });
}

function countDone(
  draft: Draft,
  task: TaskState,
  counts: readonly { sku: string; quantity: number }[],
): void {
  if (task.locationId === null) throw new Error(`Task ${task.taskId} names no location`);
  draft.ask({
    request: 'count',
    data: {
      countId: task.taskId,
      reference: draft.order.orderId,
      locationId: task.locationId,
      countedAt: new Date(draft.at.now).toISOString(),
      lines: counts.map(({ sku, quantity }) => ({ sku, quantity })),
    },
  });
}

/** Somebody looked. If it is late again, somebody is asked again. */
function attentionGiven(draft: Draft, task: TaskState): void {
  const f = draft.order.fulfillments.find(({ fulfillmentId }) => fulfillmentId === task.fulfillmentId);
  if (f === undefined || !isLive(f) || f.status === 'ready_for_pickup') return;
  f.attentionAt = draft.at.now + draft.at.rules.attentionAfterMs;
}
