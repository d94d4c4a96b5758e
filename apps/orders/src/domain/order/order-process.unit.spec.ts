import fc from 'fast-check';
import { OrderWorld } from '../../testing/order-world.js';
import { HOUR, pickupOrder, SECOND } from '../../testing/orders.js';
import { isLive } from './order.js';
import { nextSteps, type StoreStep } from './steps.js';

const LOCATIONS = ['mall', 'old-town', 'warehouse'];
const SKUS = ['mug', 'lamp'];

/** What may happen next, in the world around an order; numbers choose among what is there. */
type Happening =
  | { do: 'serve'; n: number }
  | { do: 'deliver'; n: number; again: boolean }
  | { do: 'till'; n: number }
  | { do: 'store'; n: number; step: number; found: number; right: boolean }
  | { do: 'rung_up'; n: number }
  | { do: 'cancel'; n: number }
  | { do: 'task'; n: number; counted: number }
  | { do: 'wait'; seconds: number }
  | { do: 'goods_back'; n: number; cancelled: boolean }
  | { do: 'hold_expires' };

const n = fc.nat({ max: 11 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('serve' as const), n }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('deliver' as const), n, again: fc.boolean() }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('store' as const),
      n,
      step: n,
      found: fc.nat({ max: 3 }),
      right: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('till' as const), n }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rung_up' as const), n }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), n }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('task' as const), n, counted: fc.nat({ max: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      seconds: fc.constantFrom(3, 40, 7200, 100_000, 300_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('goods_back' as const), n, cancelled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold_expires' as const) }) },
);

function stepOf(world: OrderWorld, { n, step, found, right }: Extract<Happening, { do: 'store' }>): void {
  const open = world.fulfillments.filter(({ f }) => nextSteps(f).length > 0);
  const chosen = open[n % Math.max(1, open.length)];
  if (chosen === undefined) return;
  const { order, f } = chosen;
  const names = nextSteps(f);
  const name = names[step % names.length]!;
  const steps: Record<typeof name, StoreStep> = {
    accept: { step: 'accept' },
    pack: { step: 'pack' },
    ready: { step: 'ready' },
    reject: {
      step: 'reject',
      reason: 'not_found',
      shelf: found === 3 ? 'as_booked' : found === 2 ? 1 : 'empty',
    },
    pick: {
      step: 'pick',
      lines: f.lines.map((line) => ({ lineId: line.lineId, picked: Math.min(found, line.quantity) })),
    },
    handover: { step: 'handover', collectedBy: 'Li Na', codeIsRight: right },
    ship: { step: 'ship', carrier: 'SF', trackingNumber: 'SF1' },
  };
  world.apply(order.orderId, { type: 'step', fulfillmentId: f.fulfillmentId, step: steps[name] });
}

function happen(world: OrderWorld, event: Happening): void {
  switch (event.do) {
    case 'serve':
      world.serve(event.n);
      return;
    case 'deliver':
      world.deliver(event.n, event.again);
      return;
    case 'till':
      world.tillTakes(LOCATIONS[event.n % 3]!, SKUS[event.n % 2]!);
      return;
    case 'store':
      stepOf(world, event);
      return;
    case 'rung_up': {
      const chosen = world.fulfillments[event.n % Math.max(1, world.fulfillments.length)];
      if (chosen === undefined) return;
      const { order, f } = chosen;
      world.apply(order.orderId, {
        type: 'rung_up',
        fulfillmentId: f.fulfillmentId,
        locationId: f.pickupLocationId ?? f.locationId,
      });
      return;
    }
    case 'cancel':
      world.apply(['order-1', 'order-2', 'order-3'][event.n % 3]!, { type: 'cancel' });
      return;
    case 'task': {
      const task = world.openTasks[event.n % Math.max(1, world.openTasks.length)];
      if (task !== undefined) completeTask(world, task, event.counted);
      return;
    }
    case 'wait':
      world.passTime(event.seconds * SECOND);
      return;
    case 'goods_back':
      world.apply('order-3', { type: event.cancelled ? 'return_cancelled' : 'goods_came_back' });
      return;
    case 'hold_expires':
      world.ledger.expire('hold-1');
  }
}

function completeTask(world: OrderWorld, task: OrderWorld['openTasks'][number], counted: number): void {
  const counts = task.type === 'cycle_count' ? task.skus.map((sku) => ({ sku, quantity: counted })) : null;
  world.apply(task.orderId, { type: 'task_done', taskId: task.taskId, counts });
}

/** Everybody does what is left to do. */
function finish(world: OrderWorld): void {
  for (let round = 0; round < 200; round++) {
    world.settle();
    for (const { order, f } of world.fulfillments) {
      if (!isLive(f) || order.onHold) continue;
      const fulfillmentId = f.fulfillmentId;
      const step =
        nextSteps(f).includes('pick') && !['picking'].includes(f.status)
          ? ({ step: 'pick', lines: [] } as const)
          : nextSteps(f).includes('ready')
            ? ({ step: 'ready' } as const)
            : nextSteps(f).includes('ship')
              ? ({ step: 'ship', carrier: 'SF', trackingNumber: 'SF2' } as const)
              : ({ step: 'handover', collectedBy: 'Li Na', codeIsRight: true } as const);
      world.apply(order.orderId, { type: 'step', fulfillmentId, step });
    }
    for (const task of world.openTasks) completeTask(world, task, 0);
    world.apply('order-3', { type: 'goods_came_back' });
    world.passTime(HOUR);
  }
  world.settle();
}

describe('The order process, whatever happens in whatever order', () => {
  it('loses no unit, promises none twice and leaves no order without an end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 3 }), { minLength: 6, maxLength: 6 }),
        fc.constantFrom('source_again' as const, 'cancel' as const),
        fc.array(happening, { minLength: 20, maxLength: 120 }),
        (stock, onShortage, events) => {
          const world = new OrderWorld(
            LOCATIONS.flatMap((locationId, i) =>
              SKUS.map((sku, j) => ({ locationId, sku, quantity: stock[i * 2 + j]! })),
            ),
          );
          const held = world.ledger.hold('hold-1', [
            { locationId: 'mall', sku: 'mug', quantity: 1 },
            { locationId: 'old-town', sku: 'lamp', quantity: 2 },
          ]);
          world.place(pickupOrder({ onShortage, holdId: held ? 'hold-1' : null }));
          world.place(
            pickupOrder({ orderId: 'order-2', method: 'ship', pickupLocationId: null, onShortage }),
          );
          world.place(pickupOrder({ orderId: 'order-3', returnId: 'return-1' }));
          for (const event of events) {
            happen(world, event);
            expect(world.faults()).toEqual([]);
          }
          world.settle();
          expect(world.promiseFaults()).toEqual([]);

          finish(world);
          expect(world.ledger.overdrawn).toEqual([]);
          expect(world.faults()).toEqual([]);
          expect(world.promiseFaults()).toEqual([]);
          for (const order of world.orders.values()) {
            expect(order.lines.map((line) => line.quantity - line.fulfilled - line.cancelled)).toEqual([
              0, 0,
            ]);
            expect(['fulfilled', 'cancelled', 'unfillable']).toContain(order.status);
            expect(world.ledger.committedTo(order.reservations.map((r) => r.reservationId))).toBe(0);
          }
          expect(world.openTasks).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
