import { noted, OrderStory } from '../../testing/order-story.js';
import { chosen, HOUR, RULES } from '../../testing/orders.js';
import type { StoreStep } from './steps.js';

const BOTH = [
  { lineId: '1', sku: 'mug', quantity: 2 },
  { lineId: '2', sku: 'lamp', quantity: 1 },
];
const ship: StoreStep = { step: 'ship', carrier: 'SF', trackingNumber: '1' };
const handover: StoreStep = { step: 'handover', collectedBy: 'Li Na', codeIsRight: true };
const asking = (): OrderStory => {
  const story = new OrderStory();
  story.sourcedAt('mall');
  return story;
};
const reservationOf = (story: OrderStory) => story.order.reservations.at(-1)!.reservationId;
const refused = (story: OrderStory, request: 'reserve' | 'commit' | 'fulfill') =>
  story.when({ type: 'refused', reservationId: reservationOf(story), request, code: 'no', lines: [] });
const rungUp = (story: OrderStory) =>
  story.when({
    type: 'rung_up',
    fulfillmentId: story.lastFulfillment.fulfillmentId,
    locationId: 'mall',
  });
const atRisk = (story: OrderStory, missing: number) =>
  story.when({
    type: 'at_risk',
    reservationId: reservationOf(story),
    sku: 'mug',
    locationId: 'mall',
    held: 2,
    missing,
  });

describe('The history of an order tells a person', () => {
  it.each<[string, () => ReturnType<OrderStory['when']>, string[]]>([
    [
      'which place is asked',
      () => new OrderStory().sourcedAt('mall'),
      ['reservation_requested at mall: mall is asked for 3 units (pickup).'],
    ],
    [
      'which place promises it, and when that is all of it',
      () => asking().promised(),
      [
        'reserved at mall: mall promises 3 units (pickup).',
        'allocated: Every unit of the order is promised by a location.',
      ],
    ],
    [
      'that a place cannot promise it',
      () => refused(asking(), 'reserve'),
      ['reservation_refused at mall: mall cannot promise the units (no).'],
    ],
    [
      'that the hold made at checkout is not there any more',
      () => refused(new OrderStory({ holdId: 'hold-1' }), 'commit'),
      ['hold_refused: The hold made at checkout cannot be used (no).'],
    ],
    [
      'that a promise came too late',
      () => {
        const story = asking();
        story.when({ type: 'cancel' });
        return story.promised();
      },
      ['late_promise_released: A promise came that is not needed any more; its units are released.'],
    ],
    [
      'that a till was faster than the promise',
      () => {
        const story = asking();
        atRisk(story, 2);
        return story.promised();
      },
      [
        'reserved at mall: mall promises 1 unit (pickup).',
        'oversold at mall: A till took 2 units that were promised.',
      ],
    ],
    [
      'that somebody else released its units',
      () => {
        const story = OrderStory.allocated();
        const lines = [{ sku: 'mug', locationId: 'mall', quantity: 1 }];
        return story.when({ type: 'released', reservationId: reservationOf(story), lines });
      },
      ['promise_lost at mall: The promise of 1 unit was released elsewhere; they are sourced again.'],
    ],
    [
      'that it is sought again',
      () => new OrderStory().unfilled(...BOTH),
      ['sourcing_postponed: No location has 3 units; they are sourced again shortly.'],
    ],
    [
      'that nobody has it',
      () => {
        const story = new OrderStory();
        for (let i = 0; i < RULES.sourcingRetries; i++) story.unfilled(...BOTH);
        return story.unfilled(...BOTH);
      },
      ['unfillable: No location has 3 units; they are cancelled.'],
    ],
    [
      'that the store prepares it',
      () => OrderStory.allocated().step({ step: 'accept' }),
      ['accepted at mall: The store will prepare it.'],
    ],
    [
      'that the store cannot prepare it',
      () => OrderStory.allocated().step({ step: 'reject', reason: 'too busy', shelf: 'as_booked' }),
      ['fulfillment_rejected at mall: mall cannot prepare it.'],
    ],
    [
      'that it is picked',
      () => OrderStory.allocated().step({ step: 'pick', lines: [] }),
      ['picked at mall: 3 units are picked.'],
    ],
    [
      'what was not found',
      () => OrderStory.allocated().step({ step: 'pick', lines: [{ lineId: '1', picked: 0 }] }),
      ['short_pick at mall: 2 units were not found.', 'picked at mall: 1 unit are picked.'],
    ],
    [
      'that it is packed',
      () => OrderStory.picked().step({ step: 'pack' }),
      ['packed at mall: It is packed.'],
    ],
    [
      'that it waits at the counter',
      () => OrderStory.picked().step({ step: 'ready' }),
      ['ready_for_pickup at mall: The customer may come.'],
    ],
    [
      'that the customer has it',
      () => OrderStory.ready().step(handover),
      ['picked_up at mall: The customer has it.'],
    ],
    [
      'that the customer paid for it at the till',
      () => rungUp(OrderStory.ready()),
      ['picked_up at mall: The customer has it; it was rung up at the till.'],
    ],
    [
      'that goods were sold that were to be put away',
      () => {
        const story = OrderStory.picked();
        story.when({ type: 'cancel' });
        return rungUp(story);
      },
      ['sold_at_till at mall: Goods that were to be put away were sold at the till.'],
    ],
    [
      'that a till rang up what was over',
      () => {
        const story = OrderStory.allocated();
        story.when({ type: 'cancel' });
        return rungUp(story);
      },
      ['rung_up_out_of_turn at mall: A till rang it up although it is cancelled; a count is raised.'],
    ],
    [
      'that it is on its way',
      () => OrderStory.picked({}, 'ship').step(ship),
      ['shipped at mall: It is with the carrier.'],
    ],
    [
      'that goods left which nobody had promised',
      () => {
        const story = OrderStory.ready();
        story.step(handover);
        return refused(story, 'fulfill');
      },
      ['left_without_promise at mall: Goods left that the ledger held no promise for; a count is raised.'],
    ],
    [
      'that a till took what was promised',
      () => atRisk(OrderStory.allocated(), 1),
      ['oversold at mall: A till took 1 unit of mug that were promised.'],
    ],
    [
      'that the stock ledger has not answered',
      () => asking().after(RULES.answerTimeoutMs),
      ['asked_again: The stock ledger has not answered yet; it is asked again.'],
    ],
    [
      'that the customer is reminded',
      () => OrderStory.ready().after(RULES.pickupHoldMs - RULES.pickupReminderMs),
      ['pickup_reminder_due at mall: The customer is reminded.'],
    ],
    [
      'that nobody collected it',
      () => OrderStory.ready().after(RULES.pickupHoldMs),
      ['pickup_expired at mall: Nobody collected it in time.'],
    ],
    [
      'that it is late',
      () => OrderStory.inTransit().after(RULES.transitAttentionMs),
      ['overdue at mall: It is late; a person is asked to look.'],
    ],
    [
      'that it was cancelled',
      () => new OrderStory().when({ type: 'cancel' }),
      ['cancelled: The rest of the order was cancelled.'],
    ],
    [
      'that the goods it replaces are back',
      () => OrderStory.allocated({ returnId: 'return-1' }).when({ type: 'goods_came_back' }),
      ['hold_ended: The returned goods are back; the order is prepared.'],
    ],
    [
      'that the goods it replaces stay with the customer',
      () => OrderStory.allocated({ returnId: 'return-1' }).when({ type: 'return_cancelled' }),
      ['return_cancelled: The return was cancelled, and this order with it.'],
    ],
    [
      'that nobody said what the customer gets instead',
      () => {
        const lines = BOTH.map((line) => ({ ...line, unitPrice: null }));
        const story = OrderStory.allocated({ returnId: 'return-1', lines });
        story.when({ type: 'cancel' });
        return story.when({ type: 'goods_came_back' });
      },
      [
        'exchange_without_price: Units of an exchange were cancelled that have no price; a person is asked to look.',
        'hold_ended: The returned goods are back; the order is prepared.',
      ],
    ],
    [
      'that nobody knows any more where to send it',
      () => OrderStory.allocated({}, 'ship').when({ type: 'address_forgotten' }),
      ['address_erased: The customer was forgotten before everything was sent; a person is asked to look.'],
    ],
  ])('%s', (_, happens, expected) => {
    expect(noted(happens())).toEqual(expected);
  });

  it('that a task is done, and of which fulfillment', () => {
    const story = OrderStory.picked();
    story.when({ type: 'cancel' });
    const { taskId } = story.order.tasks[0]!;
    const { notes } = story.when({ type: 'task_done', taskId, counts: null });
    const { fulfillmentId } = story.lastFulfillment;
    expect(notes).toEqual([
      { what: 'put_away_done', detail: 'The task is done.', fulfillmentId, locationId: 'mall' },
    ]);
  });

  it('that the counter has to wait after wrong codes, and nothing of the codes before', () => {
    const story = OrderStory.ready();
    const wrong: StoreStep = { ...handover, codeIsRight: false };
    const answers = Array.from({ length: RULES.codeTries }, () => noted(story.step(wrong)));
    expect(answers.slice(0, -1).flat()).toEqual([]);
    expect(answers.at(-1)).toEqual([
      'pickup_code_locked at mall: Too many wrong pickup codes; the counter has to wait.',
    ]);
  });

  it('nothing of time that passes while nothing is due', () => {
    expect(noted(OrderStory.allocated().after(HOUR))).toEqual([]);
  });

  it('of one unit as of one', () => {
    const story = new OrderStory();
    const one = [{ lineId: '2', sku: 'lamp', quantity: 1 }];
    const { notes } = story.when({
      type: 'sourced',
      decision: chosen([{ at: 'mall', method: 'ship', lines: one }]),
    });
    expect(notes).toEqual([
      {
        what: 'reservation_requested',
        detail: 'mall is asked for 1 unit (ship).',
        fulfillmentId: null,
        locationId: 'mall',
      },
    ]);
  });
});
