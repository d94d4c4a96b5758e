import { type OrdersSchemas, paged } from '#client';
import { ask, type Errand, pause } from './errand.js';
import type { Random } from './random.js';
import type { Place } from './retailer.js';

/** Units that turn up when an associate counts a shelf that was thought to be empty. */
const FOUND = 12;
const TASK_PAGES = 5;
const LEVELS_OF_A_COUNT = 10;

/** Does the tasks that the orders whose ids begin so have raised: counts shelves, puts goods away, looks into what is late. */
export async function keepDoingTasks(errand: Errand, prefix: string, everyMs: number): Promise<void> {
  const { shop, tally, signal } = errand;
  for (;;) {
    await pause(everyMs, signal);
    for (const { taskId, type, lines } of await openTasks(errand, prefix)) {
      if (signal.aborted) return;
      const counts = lines.map(({ sku }) => ({ sku, quantity: FOUND }));
      const body = type === 'cycle_count' ? { counts } : {};
      const call = shop.orders.POST('/orders/v1/tasks/{taskId}/complete', {
        params: { path: { taskId } },
        body,
      });
      if ((await ask(errand, call)) !== undefined) tally.add('tasks');
    }
  }
}

/** A few pages of them at most: there may be many that are not ours. */
async function openTasks(errand: Errand, prefix: string): Promise<OrdersSchemas['Task'][]> {
  let pages = 0;
  const tasks: OrdersSchemas['Task'][] = [];
  const open = paged(async (cursor) => {
    pages += 1;
    const query = { status: 'open' as const, limit: 500, cursor };
    const page = await ask(errand, errand.shop.orders.GET('/orders/v1/tasks', { params: { query } }));
    const items = page?.items ?? [];
    return { data: { items, nextCursor: pages < TASK_PAGES ? (page?.nextCursor ?? null) : null } };
  });
  for await (const task of open) if (task.orderId.startsWith(prefix)) tasks.push(task);
  return tasks;
}

/** Counts a few shelves of one place after another; now and then a unit more or less is there than the book says. */
export async function keepCounting(
  errand: Errand,
  place: (random: Random) => Place,
  random: Random,
  everyMs: number,
): Promise<void> {
  const { shop, tally, signal, run } = errand;
  for (let n = 1; ; n += 1) {
    await pause(random.exponential(everyMs), signal);
    const { locationId } = place(random);
    const countedAt = new Date().toISOString();
    const query = { locationId: [locationId], limit: LEVELS_OF_A_COUNT };
    const levels = await ask(errand, shop.inventory.GET('/inventory/v1/levels', { params: { query } }));
    const lines = (levels?.items ?? []).map(({ sku, onHand }) => ({
      sku,
      quantity: Math.max(0, onHand + (random.chance(0.05) ? random.pick([-1, 1]) : 0)),
    }));
    if (lines.length === 0) continue;
    const body = { countId: `${run}-count-${n}`, locationId, countedAt, includesStaged: true, lines };
    if ((await ask(errand, shop.inventory.POST('/inventory/v1/counts', { body }))) !== undefined)
      tally.add('counts');
  }
}
