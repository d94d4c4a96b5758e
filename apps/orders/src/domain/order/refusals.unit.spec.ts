import { OrderStory } from '../../testing/order-story.js';
import { MINUTE, RULES, SECOND } from '../../testing/orders.js';
import { nextSteps, type StoreStep } from './steps.js';

const BOTH = [
  { lineId: '1', sku: 'mug', quantity: 2 },
  { lineId: '2', sku: 'lamp', quantity: 1 },
];
const pick: StoreStep = { step: 'pick', lines: [] };
const handover: StoreStep = { step: 'handover', collectedBy: 'Li Na', codeIsRight: true };
const ship: StoreStep = { step: 'ship', carrier: 'SF', trackingNumber: '1' };

/** An order whose shelf is to be counted. */
const uncounted = (): OrderStory => {
  const story = OrderStory.allocated();
  story.step({ step: 'reject', reason: 'not found', shelf: 'empty' });
  return story;
};
const counts = (story: OrderStory, given: readonly (readonly [string, number])[] | null) =>
  story.when({
    type: 'task_done',
    taskId: story.order.tasks[0]!.taskId,
    counts: given?.map(([sku, quantity]) => ({ sku, quantity })) ?? null,
  });

describe('Who is refused is told what to do', () => {
  it.each<[string, () => ReturnType<OrderStory['when']>, object]>([
    [
      'of a fulfillment that does not exist',
      () => new OrderStory().when({ type: 'step', fulfillmentId: 'x', step: pick }),
      { code: 'fulfillment_not_found', detail: 'There is no fulfillment "x". Check the id.' },
    ],
    [
      'of an order that waits for goods to come back',
      () => OrderStory.allocated({ returnId: 'r-1' }).step(pick),
      {
        code: 'order_on_hold',
        detail: 'The order waits for returned goods. Prepare it once it is in the work list.',
      },
    ],
    [
      'of a step out of turn',
      () => OrderStory.allocated().step({ step: 'pack' }),
      {
        code: 'fulfillment_step_out_of_turn',
        detail:
          'The fulfillment is open (pickup), so "pack" is out of turn. What may come next: accept, pick, reject.',
        fulfillmentStatus: 'open',
        next: ['accept', 'pick', 'reject'],
      },
    ],
    [
      'of a step with what is over',
      () => {
        const story = OrderStory.allocated();
        story.when({ type: 'cancel' });
        return story.step(pick);
      },
      {
        code: 'fulfillment_step_out_of_turn',
        detail:
          'The fulfillment is cancelled (pickup), so "pick" is out of turn. Nothing is left to do with it.',
        fulfillmentStatus: 'cancelled',
        next: [],
      },
    ],
    [
      'of a line that is not to be picked',
      () => OrderStory.allocated().step({ step: 'pick', lines: [{ lineId: '9', picked: 1 }] }),
      { code: 'unknown_line', detail: 'The fulfillment has no line "9". Check its lines.' },
    ],
    [
      'of more than is to be picked',
      () => OrderStory.allocated().step({ step: 'pick', lines: [{ lineId: '1', picked: 3 }] }),
      {
        code: 'picked_more_than_asked',
        detail: 'Line "1" asks for 2, not 3. Put the rest back on the shelf.',
        lineId: '1',
        quantity: 2,
      },
    ],
    [
      'of a count of other goods',
      () =>
        OrderStory.allocated().step({
          step: 'reject',
          reason: 'too few',
          shelf: [{ sku: 'tea', quantity: 0 }],
        }),
      {
        code: 'unknown_sku',
        detail: 'The fulfillment has no "tea". Give in "countNow" what is on the shelf of: mug, lamp.',
        sku: 'tea',
        skus: ['mug', 'lamp'],
      },
    ],
    [
      'at the counter, after the time to collect it',
      () => {
        const story = OrderStory.ready();
        story.now += RULES.pickupHoldMs;
        return story.step(handover);
      },
      {
        code: 'pickup_expired',
        detail: 'The time to collect it is over. Keep the goods; the customer gets a refund.',
      },
    ],
    [
      'at the counter, with a wrong code',
      () => OrderStory.ready().step({ ...handover, codeIsRight: false }),
      {
        code: 'wrong_pickup_code',
        detail: 'This is not the code of the order. Tries left: 4.',
        triesLeft: 4,
      },
    ],
    [
      'of a task that does not exist',
      () => new OrderStory().when({ type: 'task_done', taskId: 'x', counts: null }),
      { code: 'task_not_found', detail: 'There is no task "x". Check the id.' },
    ],
    [
      'of a count without figures',
      () => counts(uncounted(), null),
      {
        code: 'counts_required',
        detail: 'Give in "counts" what is on the shelf of each of: mug, lamp.',
        skus: ['mug', 'lamp'],
      },
    ],
    [
      'who cancels what the customer has',
      () => {
        const story = OrderStory.ready();
        story.step(handover);
        return story.when({ type: 'cancel' });
      },
      {
        code: 'order_fulfilled',
        detail: 'The customer has the goods already, or the carrier does. Let them come back as a return.',
        orderStatus: 'fulfilled',
      },
    ],
  ])('%s', (_, happens, refusal) => {
    const decision = happens();
    expect(decision.refusal).toEqual(refusal);
    expect(decision).toMatchObject({ facts: [], requests: [], notes: [] });
  });

  it('and how long the counter has to wait after too many wrong codes, in whole seconds', () => {
    const story = OrderStory.ready();
    for (let i = 0; i < RULES.codeTries; i++) story.step({ ...handover, codeIsRight: false });
    const wait = (left: number) => {
      story.now = story.lastFulfillment.codeLockedUntil! - left;
      return story.step(handover).refusal;
    };
    expect(wait(10 * MINUTE)).toEqual({
      code: 'pickup_code_locked',
      detail: 'Too many wrong codes were tried. Wait a few minutes, then try again.',
      retryAfterSeconds: 600,
    });
    expect(wait(SECOND + 1)).toMatchObject({ retryAfterSeconds: 2 });
    expect(wait(1)).toMatchObject({ retryAfterSeconds: 1 });
    expect(wait(0)).toBeNull();
    expect(story.lastFulfillment).toMatchObject({
      status: 'picked_up',
      codeTries: 0,
      codeLockedUntil: null,
      collectedBy: 'Li Na',
    });
  });
});

describe('A count', () => {
  it.each<[string, readonly (readonly [string, number])[]]>([
    ['leaves one of the goods out', [['mug', 1]]],
    [
      'names other goods',
      [
        ['mug', 1],
        ['tea', 1],
      ],
    ],
    [
      'names goods too many',
      [
        ['mug', 1],
        ['lamp', 1],
        ['tea', 1],
      ],
    ],
    [
      'names goods twice',
      [
        ['mug', 1],
        ['lamp', 1],
        ['lamp', 2],
      ],
    ],
  ])('that %s is refused', (_, given) => {
    expect(counts(uncounted(), given).refusal?.code).toBe('counts_required');
  });

  it('sets the levels to what was counted', () => {
    const story = uncounted();
    const { taskId } = story.order.tasks[0]!;
    const done = counts(story, [
      ['lamp', 1],
      ['mug', 0],
    ]);
    expect(done.requests).toEqual([
      {
        request: 'count',
        data: {
          countId: taskId,
          reference: 'order-1',
          locationId: 'mall',
          countedAt: new Date(story.now).toISOString(),
          lines: [
            { sku: 'lamp', quantity: 1 },
            { sku: 'mug', quantity: 0 },
          ],
        },
      },
    ]);
    expect(story.order.tasks[0]?.completedAt).toBe(story.now);
    expect(counts(story, null)).toMatchObject({ changed: false, refusal: null });
  });
});

describe('The same step once more', () => {
  const stories: Record<string, [() => OrderStory, StoreStep]> = {
    accepted: [() => OrderStory.allocated(), { step: 'accept' }],
    rejected: [() => OrderStory.allocated(), { step: 'reject', reason: 'too busy', shelf: 'as_booked' }],
    picked: [() => OrderStory.allocated(), { step: 'pick', lines: [{ lineId: '1', picked: 1 }] }],
    packed: [() => OrderStory.picked(), { step: 'pack' }],
    ready: [() => OrderStory.picked(), { step: 'ready' }],
    'handed over': [() => OrderStory.ready(), handover],
    shipped: [() => OrderStory.picked({}, 'ship'), ship],
  };
  it.each(Object.keys(stories))('changes nothing: %s', (name) => {
    const [given, step] = stories[name]!;
    const story = given();
    expect(story.step(step)).toMatchObject({ changed: true, refusal: null });
    const before = story.order;
    expect(story.step(step)).toMatchObject({ changed: false, refusal: null, facts: [], requests: [] });
    expect(story.order).toBe(before);
  });

  it.each<[string, () => OrderStory, StoreStep, StoreStep]>([
    [
      'rejected for another reason',
      () => OrderStory.allocated(),
      { step: 'reject', reason: 'too busy', shelf: 'as_booked' },
      { step: 'reject', reason: 'broken', shelf: 'as_booked' },
    ],
    [
      'with another parcel number',
      () => OrderStory.picked({}, 'ship'),
      ship,
      { ...ship, trackingNumber: '2' },
    ],
    ['with another carrier', () => OrderStory.picked({}, 'ship'), ship, { ...ship, carrier: 'DHL' }],
    ['handed to somebody else', () => OrderStory.ready(), handover, { ...handover, collectedBy: 'Wu' }],
    [
      'handed over with a wrong code',
      () => OrderStory.ready(),
      handover,
      { ...handover, codeIsRight: false },
    ],
    [
      'found nothing, and then something',
      () => OrderStory.allocated(),
      { step: 'pick', lines: BOTH.map(({ lineId }) => ({ lineId, picked: 0 })) },
      { step: 'pick', lines: [{ lineId: '1', picked: 1 }] },
    ],
    [
      'found nothing, and then all',
      () => OrderStory.allocated(),
      { step: 'pick', lines: BOTH.map(({ lineId }) => ({ lineId, picked: 0 })) },
      pick,
    ],
    [
      'rejected without picking, then picked nothing',
      () => OrderStory.allocated(),
      { step: 'reject', reason: 'too busy', shelf: 'as_booked' },
      { step: 'pick', lines: BOTH.map(({ lineId }) => ({ lineId, picked: 0 })) },
    ],
  ])('but otherwise is out of turn: %s', (_, given, first, second) => {
    const story = given();
    story.step(first);
    expect(story.step(second).refusal?.code).toBe('fulfillment_step_out_of_turn');
  });

  it('but with more in the bag is a new pick', () => {
    const story = OrderStory.allocated();
    story.step(pick);
    expect(story.step({ step: 'pick', lines: [{ lineId: '1', picked: 1 }] }).changed).toBe(true);
  });
});

describe('What a store may do next', () => {
  it.each([
    ['open', 'pickup', ['accept', 'pick', 'reject']],
    ['accepted', 'pickup', ['pick', 'reject']],
    ['picking', 'pickup', ['pick', 'pack', 'ready', 'reject']],
    ['picking', 'ship', ['pick', 'pack', 'ship', 'reject']],
    ['picking', 'ship_to_store', ['pick', 'pack', 'ship', 'reject']],
    ['packed', 'pickup', ['ready', 'reject']],
    ['packed', 'ship', ['ship', 'reject']],
    ['packed', 'ship_to_store', ['ship', 'reject']],
    ['shipped', 'ship', []],
    ['shipped', 'ship_to_store', ['ready']],
    ['ready_for_pickup', 'pickup', ['handover']],
    ['picked_up', 'pickup', []],
    ['rejected', 'ship', []],
    ['cancelled', 'ship', []],
    ['expired', 'pickup', []],
  ] as const)('when it is %s (%s): %j', (status, method, next) => {
    expect(nextSteps({ status, method })).toEqual(next);
  });
});
