import { asked, openTasks, OrderStory, told } from '../../testing/order-story.js';
import { HOUR, MINUTE, RULES, SECOND } from '../../testing/orders.js';
import { dueAt } from './due.js';
import { unitsWithoutPlace } from './order.js';

const BOTH = [
  { lineId: '1', sku: 'mug', quantity: 2 },
  { lineId: '2', sku: 'lamp', quantity: 1 },
];

describe('A reservation', () => {
  it('that is refused is sourced again without that location for those goods', () => {
    const story = new OrderStory();
    story.sourcedAt('mall');
    const [reservation] = story.order.reservations;
    const { order } = story.when({
      type: 'refused',
      reservationId: reservation!.reservationId,
      request: 'reserve',
      code: 'insufficient_stock',
      lines: [{ sku: 'mug', locationId: 'mall' }],
    });
    expect(order.exclusions).toEqual([{ locationId: 'mall', sku: 'mug', why: 'refused' }]);
    expect(unitsWithoutPlace(order)).toEqual(BOTH);
  });

  it('that is committed twice opens one fulfillment', () => {
    const story = OrderStory.allocated();
    expect(story.promised()).toMatchObject({ changed: false, requests: [], facts: [] });
    expect(story.order.fulfillments).toHaveLength(1);
  });

  it('that was refused and is committed after all, because it was asked for twice, is released', () => {
    const story = new OrderStory();
    story.sourcedAt('mall');
    const { reservationId } = story.order.reservations[0]!;
    story.when({ type: 'refused', reservationId, request: 'reserve', code: 'insufficient_stock', lines: [] });
    expect(asked(story.promised())).toEqual(['release all']);
    expect(story.order.fulfillments).toEqual([]);
  });

  it('that is refused after it was committed stays', () => {
    const story = OrderStory.allocated();
    const { reservationId } = story.order.reservations[0]!;
    const late = story.when({ type: 'refused', reservationId, request: 'reserve', code: 'x', lines: [] });
    expect(late.changed).toBe(false);
    expect(story.order.status).toBe('allocated');
  });

  it('whose answer is overdue is asked for again under the same id, more and more seldom', () => {
    const story = new OrderStory();
    const first = story.sourcedAt('mall').requests;
    expect(story.after(RULES.answerTimeoutMs - 1).requests).toEqual([]);
    expect(story.after(1).requests).toEqual(first);
    expect(story.after(RULES.answerTimeoutMs).requests).toEqual([]);
    expect(story.after(RULES.answerTimeoutMs).requests).toEqual(first);
  });

  it('that somebody else released is sourced again; our own releases are only ticked off', () => {
    const story = OrderStory.allocated();
    const { reservationId } = story.order.reservations[0]!;
    const foreign = story.when({
      type: 'released',
      reservationId,
      lines: [{ sku: 'mug', locationId: 'mall', quantity: 1 }],
    });
    expect(unitsWithoutPlace(foreign.order)).toEqual([{ lineId: '1', sku: 'mug', quantity: 1 }]);

    const ours = OrderStory.allocated();
    const { reservationId: own } = ours.order.reservations[0]!;
    ours.step({ step: 'pick', lines: [{ lineId: '1', picked: 1 }] });
    const lines = [{ sku: 'mug', locationId: 'mall', quantity: 1 }];
    expect(ours.when({ type: 'released', reservationId: own, lines }).order.lines).toMatchObject([
      { sourcing: 1, allocated: 1 },
      { allocated: 1 },
    ]);
  });
});

describe('A store that cannot prepare it', () => {
  it('frees the units, empties the level, has the shelf counted, and is not asked again', () => {
    const story = OrderStory.allocated();
    const rejected = story.step({ step: 'reject', reason: 'not found', shelf: 'empty' });
    expect(asked(rejected)).toEqual(['release 2 mug + 1 lamp at mall', 'count 0 mug + 0 lamp at mall']);
    expect(told(rejected)).toEqual(['task-raised', 'fulfillment-rejected', 'order-status-changed']);
    expect(rejected.facts[0]!.data).toMatchObject({
      lines: [
        { sku: 'mug', quantity: 0 },
        { sku: 'lamp', quantity: 0 },
      ],
    });
    expect(openTasks(story.order)).toEqual(['cycle_count 0 mug + 0 lamp at mall (rejected)']);
    expect(story.order.exclusions).toEqual([{ locationId: 'mall', sku: null, why: 'rejected' }]);
    expect(unitsWithoutPlace(story.order)).toEqual(BOTH);
    expect(story.order.status).toBe('sourcing');
  });

  it('may say what is there, or that the level is right', () => {
    const counted = OrderStory.allocated();
    const shelf = [{ sku: 'mug', quantity: 1 }];
    expect(asked(counted.step({ step: 'reject', reason: 'too few', shelf }))).toContain(
      'count 1 mug at mall',
    );
    const busy = OrderStory.allocated();
    expect(asked(busy.step({ step: 'reject', reason: 'too busy', shelf: 'as_booked' }))).toEqual([
      'release 2 mug + 1 lamp at mall',
    ]);
    expect(openTasks(busy.order)).toEqual([]);
  });

  it('counts no other goods than those that it was asked for', () => {
    const story = OrderStory.allocated();
    const shelf = [
      { sku: 'mug', quantity: 1 },
      { sku: 'mugs', quantity: 0 },
    ];
    const { refusal } = story.step({ step: 'reject', reason: 'too few', shelf });
    expect(refusal).toMatchObject({ code: 'unknown_sku', sku: 'mugs', skus: ['mug', 'lamp'] });
    expect(story.lastFulfillment.status).toBe('open');
  });

  it('keeps picked units promised until they are put away', () => {
    const story = OrderStory.picked();
    expect(asked(story.step({ step: 'reject', reason: 'bag lost', shelf: 'empty' }))).toEqual([]);
    expect(openTasks(story.order)).toEqual(['put_away 2 mug + 1 lamp at mall (rejected)']);
    const { taskId } = story.order.tasks[0]!;
    expect(asked(story.when({ type: 'task_done', taskId, counts: null }))).toEqual([
      'release 2 mug + 1 lamp at mall',
    ]);
    expect(story.when({ type: 'task_done', taskId, counts: null }).changed).toBe(false);
  });

  it('cancels the units where the order wants no other store, and the money is owed', () => {
    const story = OrderStory.allocated({ onShortage: 'cancel' });
    const { facts, order } = story.step({ step: 'reject', reason: 'not found', shelf: 'empty' });
    expect(order.status).toBe('cancelled');
    expect(facts).toContainEqual({
      fact: 'refund-due',
      data: expect.objectContaining({ reason: 'rejected', amount: '105.00', currency: 'CNY' }),
    });
  });
});

describe('A picker who finds less', () => {
  it('has the rest sourced elsewhere, tells what is in the bag, and has the shelf counted', () => {
    const story = OrderStory.allocated();
    const picked = story.step({ step: 'pick', lines: [{ lineId: '1', picked: 1 }] });
    expect(asked(picked)).toEqual([
      'release 1 mug at mall',
      'stage 1 mug + 1 lamp at mall',
      'count 0 mug at mall',
    ]);
    expect(openTasks(story.order)).toEqual(['cycle_count 0 mug at mall (short_pick)']);
    expect(unitsWithoutPlace(story.order)).toEqual([{ lineId: '1', sku: 'mug', quantity: 1 }]);
    expect(story.order.exclusions).toEqual([{ locationId: 'mall', sku: 'mug', why: 'short_pick' }]);
    expect(story.step({ step: 'pick', lines: [{ lineId: '1', picked: 1 }] }).changed).toBe(false);
  });

  it('and finds nothing may say so twice', () => {
    const story = OrderStory.allocated();
    const nothing = [
      { lineId: '1', picked: 0 },
      { lineId: '2', picked: 0 },
    ];
    story.step({ step: 'pick', lines: nothing });
    expect(story.step({ step: 'pick', lines: nothing })).toMatchObject({ changed: false, refusal: null });
  });

  it('and finds nothing at all has rejected it', () => {
    const story = OrderStory.allocated();
    const lines = [
      { lineId: '1', picked: 0 },
      { lineId: '2', picked: 0 },
    ];
    expect(told(story.step({ step: 'pick', lines }))).toContain('fulfillment-rejected');
    expect(unitsWithoutPlace(story.order)).toEqual(BOTH);
  });

  it('cannot have found more than was asked for', () => {
    const story = OrderStory.allocated();
    const { refusal, changed } = story.step({ step: 'pick', lines: [{ lineId: '1', picked: 3 }] });
    expect([refusal?.code, changed]).toEqual(['picked_more_than_asked', false]);
  });
});

describe('A till that took promised units', () => {
  const risk = (story: OrderStory, held: number, missing: number) =>
    story.when({
      type: 'at_risk',
      reservationId: story.order.reservations.at(-1)!.reservationId,
      sku: 'mug',
      locationId: 'mall',
      held,
      missing,
    });

  it('makes as many be sourced again as it took, and the same news once more none', () => {
    const story = OrderStory.allocated();
    expect(asked(risk(story, 2, 1))).toEqual(['release 1 mug at mall']);
    expect(unitsWithoutPlace(story.order)).toEqual([{ lineId: '1', sku: 'mug', quantity: 1 }]);
    expect(risk(story, 2, 1).changed).toBe(false);
    expect(asked(risk(story, 1, 1))).toEqual(['release 1 mug at mall']);
  });

  it('never empties a bag', () => {
    expect(risk(OrderStory.picked(), 2, 2).changed).toBe(false);
  });

  it('is remembered when the promise itself is not known yet', () => {
    const story = new OrderStory();
    story.sourcedAt('mall');
    risk(story, 2, 2);
    expect(asked(story.promised())).toEqual(['release 2 mug at mall']);
    expect(story.lastFulfillment.lines).toMatchObject([{ sku: 'lamp', quantity: 1 }]);
    expect(unitsWithoutPlace(story.order)).toEqual([{ lineId: '1', sku: 'mug', quantity: 2 }]);
  });

  it('ends a fulfillment of which nothing is left', () => {
    const story = OrderStory.allocated({
      lines: [{ lineId: '1', sku: 'mug', quantity: 2, unitPrice: null }],
    });
    expect(told(risk(story, 2, 2))).toContain('fulfillment-cancelled');
  });
});

describe('A cancelled order', () => {
  it('gives up what was asked for, and releases the promise that comes all the same', () => {
    const story = new OrderStory();
    story.sourcedAt('mall');
    expect(asked(story.when({ type: 'cancel' }))).toEqual(['release all']);
    expect(asked(story.promised())).toEqual(['release all']);
    expect(story.order).toMatchObject({ status: 'cancelled', fulfillments: [] });
  });

  it('frees unpicked units at once', () => {
    const story = OrderStory.allocated();
    const cancelled = story.when({ type: 'cancel' });
    expect(asked(cancelled)).toEqual(['release 2 mug + 1 lamp at mall']);
    expect(told(cancelled)).toEqual([
      'fulfillment-cancelled',
      'order-lines-cancelled',
      'refund-due',
      'order-status-changed',
    ]);
    expect(story.when({ type: 'cancel' })).toMatchObject({ changed: false, refusal: null });
  });

  it('has a parcel on its way to a store put away there', () => {
    const story = OrderStory.inTransit();
    story.when({ type: 'cancel' });
    expect(openTasks(story.order)).toEqual(['put_away 2 mug + 1 lamp at mall (cancelled)']);
    const { taskId } = story.order.tasks[0]!;
    expect(asked(story.when({ type: 'task_done', taskId, counts: null }))).toEqual([
      'receive 2 mug + 1 lamp at mall',
    ]);
  });

  it('keeps what the customer has, and cancels the rest', () => {
    const story = new OrderStory();
    story.when({
      type: 'sourced',
      decision: {
        ...{ decidedAt: '', unfilled: [], candidates: [], explanation: '' },
        assignments: BOTH.map((line, i) => ({
          ...{ locationId: ['mall', 'old-town'][i]!, method: 'pickup' as const, promisedAt: null },
          lines: [line],
        })),
      },
    });
    for (const { reservationId, place, lines } of story.order.reservations) {
      const units = lines.map(({ sku, quantity }) => ({ sku, quantity, locationId: place!.locationId }));
      story.when({ type: 'committed', reservationId, lines: units, plan: null });
    }
    story.when({
      type: 'rung_up',
      fulfillmentId: story.lastFulfillment.fulfillmentId,
      locationId: 'old-town',
    });
    expect(story.order.status).toBe('partially_fulfilled');
    story.when({ type: 'cancel' });
    expect(story.order.status).toBe('fulfilled');
    expect(story.when({ type: 'cancel' }).refusal?.code).toBe('order_fulfilled');
  });
});

describe('A pickup that nobody collects', () => {
  it('is reminded of, then expires: money back, and the goods are free when they are put away', () => {
    const story = OrderStory.ready();
    expect(told(story.after(48 * HOUR))).toEqual(['fulfillment-pickup-reminder-due']);
    expect(told(story.after(24 * HOUR - 1))).toEqual([]);
    const expired = story.after(1);
    expect(told(expired)).toEqual([
      'fulfillment-expired',
      'task-raised',
      'order-lines-cancelled',
      'refund-due',
      'order-status-changed',
    ]);
    expect(asked(expired)).toEqual([]);
    const { taskId } = story.order.tasks[0]!;
    expect(asked(story.when({ type: 'task_done', taskId, counts: null }))).toEqual([
      'release 2 mug + 1 lamp at mall',
    ]);
    expect(dueAt(story.order)).toBeNull();
  });

  it('is received at the store where it waited, when another had sent it', () => {
    const story = OrderStory.inTransit();
    story.step({ step: 'ready' });
    story.after(72 * HOUR);
    expect(openTasks(story.order)).toEqual(['put_away 2 mug + 1 lamp at mall (pickup_expired)']);
    const { taskId } = story.order.tasks[0]!;
    expect(asked(story.when({ type: 'task_done', taskId, counts: null }))).toEqual([
      'receive 2 mug + 1 lamp at mall',
    ]);
  });

  it('is refused at the counter once its time is over, before anybody has noticed', () => {
    const story = OrderStory.ready();
    story.now += 72 * HOUR;
    const { refusal } = story.step({ step: 'handover', collectedBy: 'Li Na', codeIsRight: true });
    expect(refusal?.code).toBe('pickup_expired');
  });
});

describe('A sale at the till', () => {
  const rungUp = (story: OrderStory) =>
    story.when({ type: 'rung_up', fulfillmentId: story.lastFulfillment.fulfillmentId, locationId: 'mall' });

  it('is the handover, once, whatever step the store had reached', () => {
    for (const story of [OrderStory.ready(), OrderStory.picked(), OrderStory.allocated()]) {
      expect(asked(rungUp(story))).toEqual(['fulfill 2 mug + 1 lamp at mall']);
      expect(story.order.status).toBe('fulfilled');
      expect(rungUp(story).changed).toBe(false);
    }
  });

  it('takes goods that were to be put away: they leave, and the task is over', () => {
    const story = OrderStory.ready();
    story.after(72 * HOUR);
    expect(asked(rungUp(story))).toEqual(['fulfill 2 mug + 1 lamp at mall']);
    expect(openTasks(story.order)).toEqual([]);
  });

  it('of goods that had gone back on the shelf has the shelf counted', () => {
    const story = OrderStory.ready();
    story.when({ type: 'cancel' });
    story.when({ type: 'task_done', taskId: story.order.tasks[0]!.taskId, counts: null });
    expect(asked(rungUp(story))).toEqual([]);
    expect(openTasks(story.order)).toEqual(['cycle_count 2 mug + 1 lamp at mall (rung_up_out_of_turn)']);
  });

  it('of goods that the picker did not find has the shelf counted, and the count can be given', () => {
    const story = OrderStory.allocated();
    const nothing = BOTH.map(({ lineId }) => ({ lineId, picked: 0 }));
    story.step({ step: 'pick', lines: nothing });
    const { taskId, lines } = rungUp(story).order.tasks.at(-1)!;
    expect(lines.map(({ sku }) => sku)).toEqual(['mug', 'lamp']);
    const counts = lines.map(({ sku }) => ({ sku, quantity: 3 }));
    expect(asked(story.when({ type: 'task_done', taskId, counts }))).toEqual([
      'count 3 mug + 3 lamp at mall',
    ]);
  });
});

describe('Goods that left although the ledger promised none', () => {
  it('have the shelf counted', () => {
    const story = OrderStory.ready();
    story.step({ step: 'handover', collectedBy: 'Li Na', codeIsRight: true });
    const { reservationId } = story.order.reservations[0]!;
    story.when({
      type: 'refused',
      reservationId,
      request: 'fulfill',
      code: 'reservation_released',
      lines: [],
    });
    expect(openTasks(story.order)).toEqual(['cycle_count 2 mug + 1 lamp at mall (left_without_promise)']);
  });
});

describe('Units that nobody has', () => {
  it('are sourced again a few times, and then cancelled as unfillable', () => {
    const story = new OrderStory();
    story.unfilled(...BOTH);
    expect(dueAt(story.order)).toBe(story.now + RULES.sourcingRetryMs);
    story.unfilled(...BOTH);
    const last = story.unfilled(...BOTH);
    expect(told(last)).toEqual(['order-lines-cancelled', 'refund-due', 'order-status-changed']);
    expect(story.order.status).toBe('unfillable');
    expect(openTasks(story.order)).toEqual([]);
  });

  it('are shown to a person when the order had been confirmed', () => {
    const story = OrderStory.allocated();
    story.step({ step: 'reject', reason: 'not found', shelf: 'empty' });
    for (let i = 0; i <= RULES.sourcingRetries; i++) story.unfilled(...BOTH);
    expect(openTasks(story.order)).toContain('attention 2 mug + 1 lamp at null (unfillable)');
  });

  it('may be promised by a location that refused a moment ago, not by one that rejected', () => {
    const story = OrderStory.allocated();
    story.step({ step: 'reject', reason: 'not found', shelf: 'empty' });
    story.sourcedAt('old-town', 'ship_to_store');
    const { reservationId } = story.order.reservations.at(-1)!;
    story.when({ type: 'refused', reservationId, request: 'reserve', code: 'insufficient_stock', lines: [] });
    story.unfilled(...BOTH);
    expect(story.order.exclusions.map(({ why }) => why)).toEqual(['rejected']);
  });
});

describe('A fulfillment that takes too long', () => {
  it('is shown to a person, and again when that did not help', () => {
    const story = OrderStory.allocated();
    const due = dueAt(story.order)! - story.now;
    expect(told(story.after(due - 1))).toEqual([]);
    expect(told(story.after(1))).toEqual(['task-raised']);
    expect(openTasks(story.order)).toEqual(['attention 2 mug + 1 lamp at mall (overdue)']);
    expect(told(story.after(240 * HOUR))).toEqual([]);
    story.when({ type: 'task_done', taskId: story.order.tasks[0]!.taskId, counts: null });
    expect(told(story.after(RULES.attentionAfterMs))).toEqual(['task-raised']);
  });

  it('needs nobody any more once it is done', () => {
    const story = OrderStory.allocated({}, 'ship');
    story.after(dueAt(story.order)! - story.now);
    story.step({ step: 'pick', lines: [] });
    story.step({ step: 'ship', carrier: 'SF', trackingNumber: '1' });
    expect(openTasks(story.order)).toEqual([]);
    expect(dueAt(story.order)).toBeNull();
  });

  it('is missed on its way to a store, too', () => {
    const story = OrderStory.inTransit();
    story.after(RULES.transitAttentionMs);
    expect(openTasks(story.order)).toEqual(['attention 2 mug + 1 lamp at mall (overdue)']);
  });
});

describe('Wrong pickup codes', () => {
  const wrong = (story: OrderStory) => story.step({ step: 'handover', collectedBy: 'x', codeIsRight: false });

  it('are counted although they are refused, and the counter has to wait after a few', () => {
    const story = OrderStory.ready();
    const answers = Array.from({ length: 6 }, () => wrong(story).refusal);
    expect(answers.map((refusal) => refusal?.triesLeft ?? refusal?.code)).toEqual([
      4,
      3,
      2,
      1,
      0,
      'pickup_code_locked',
    ]);
    const right = { step: 'handover', collectedBy: 'Li Na', codeIsRight: true } as const;
    story.now += 10 * MINUTE - SECOND;
    expect(story.step(right).refusal).toMatchObject({ code: 'pickup_code_locked', retryAfterSeconds: 1 });
    story.now += SECOND;
    expect(story.step(right).refusal).toBeNull();
  });
});

describe('An order for goods that are to come back', () => {
  it('is promised at once and asks its store when they are back, with as much time as before', () => {
    const story = OrderStory.allocated({ returnId: 'return-1' });
    expect(story.lastFulfillment).toMatchObject({ version: 0, attentionAt: null });
    expect(story.step({ step: 'accept' }).refusal?.code).toBe('order_on_hold');
    const promised = story.lastFulfillment.promisedAt! - story.now;
    story.now += 48 * HOUR;
    expect(told(story.when({ type: 'goods_came_back' }))).toEqual(['fulfillment-opened']);
    expect(story.lastFulfillment).toMatchObject({ version: 1, promisedAt: story.now + promised });
    expect(story.when({ type: 'return_cancelled' }).changed).toBe(false);
  });

  it('of which units without a price cannot be had asks a person what the customer gets instead', () => {
    const lines = BOTH.map((line) => ({ ...line, unitPrice: line.sku === 'mug' ? '5.00' : null }));
    const story = OrderStory.allocated({ returnId: 'return-1', lines });
    story.when({ type: 'cancel' });
    expect(openTasks(story.order)).toEqual([]);
    const { facts } = story.when({ type: 'goods_came_back' });
    expect(facts).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ amount: '10.00' }) }),
    );
    expect(openTasks(story.order)).toEqual(['attention 1 lamp at null (exchange_without_price)']);
  });

  it('ends with the return, and nothing is owed for it', () => {
    const story = OrderStory.allocated({ returnId: 'return-1' });
    const ended = story.when({ type: 'return_cancelled' });
    expect(asked(ended)).toEqual(['release 2 mug + 1 lamp at mall']);
    expect(told(ended)).toEqual(['fulfillment-cancelled', 'order-lines-cancelled', 'order-status-changed']);
  });
});
