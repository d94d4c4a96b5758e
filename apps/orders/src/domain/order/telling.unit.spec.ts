import { decide } from './decide.js';
import type { OrderFacts, StockRequest } from './facts.js';
import { place } from './place.js';
import { openTasks, OrderStory, told } from '../../testing/order-story.js';
import { chosen, HOUR, NOW, pickupOrder, RULES } from '../../testing/orders.js';

type Decided = ReturnType<OrderStory['when']>;
const dataOf = <F extends keyof OrderFacts>({ facts }: Decided, name: F): OrderFacts[F][] =>
  facts.flatMap(({ fact, data }) => (fact === name ? [data as OrderFacts[F]] : []));
const requested = ({ requests }: Decided): StockRequest[] => [...requests];
const time = (ms: number) => new Date(ms).toISOString();

const ORDER = { orderId: 'order-1', customerId: 'customer-1' };
const PROMISED = time(NOW + 2 * HOUR);
const units = (mugs: number, lamps: number) => [
  { lineId: '1', sku: 'mug', quantity: mugs },
  { lineId: '2', sku: 'lamp', quantity: lamps },
];
const atMall = (mugs: number, lamps: number) => [
  { sku: 'mug', locationId: 'mall', quantity: mugs },
  { sku: 'lamp', locationId: 'mall', quantity: lamps },
];

describe('What others are told of an order', () => {
  it('that was placed: what is wanted, by which customer, and how', () => {
    const { facts } = place(pickupOrder(), new OrderStory().circumstances);
    const { lines, channel, method, pickupLocationId, currency, returnId } = pickupOrder();
    expect(facts[0]).toEqual({
      fact: 'order-placed',
      data: { ...ORDER, channel, method, pickupLocationId, currency, returnId, lines },
    });
    expect(facts.slice(1)).toMatchObject([
      { fact: 'order-status-changed', data: { ...ORDER, previousStatus: 'placed', status: 'sourcing' } },
    ]);
  });

  it('when all of it is promised: who prepares what, and until when, told once', () => {
    const story = new OrderStory();
    story.sourcedAt('mall');
    const decided = story.promised();
    const { fulfillmentId, reservationId } = story.lastFulfillment;
    const fulfillment = { fulfillmentId, locationId: 'mall', method: 'pickup', promisedAt: PROMISED };
    expect(told(decided)).toEqual(['fulfillment-opened', 'order-allocated', 'order-status-changed']);
    expect(dataOf(decided, 'order-allocated')).toEqual([
      { ...ORDER, fulfillments: [{ ...fulfillment, lines: units(2, 1) }] },
    ]);
    expect(dataOf(decided, 'fulfillment-opened')).toEqual([
      {
        ...ORDER,
        ...fulfillment,
        pickupLocationId: 'mall',
        status: 'open',
        version: 1,
        reservationId,
        pickupBy: null,
        pickupCodeVersion: null,
        carrier: null,
        trackingNumber: null,
        reason: null,
        lines: units(2, 1).map((line) => ({ ...line, picked: 0 })),
      },
    ]);
    expect(dataOf(decided, 'order-status-changed')).toEqual([
      { ...ORDER, previousStatus: 'sourcing', status: 'allocated' },
    ]);
  });

  it('is not that it is promised while units have no place', () => {
    const story = new OrderStory();
    const [mugs, lamp] = units(2, 1);
    story.when({ type: 'sourced', decision: chosen([{ at: 'mall', lines: [mugs!] }]) });
    expect(told(story.promised())).toEqual(['fulfillment-opened']);
    story.when({ type: 'sourced', decision: chosen([{ at: 'old-town', lines: [lamp!] }]) });
    expect(dataOf(story.promised(), 'order-allocated')).toMatchObject([
      { fulfillments: [{ locationId: 'mall' }, { locationId: 'old-town' }] },
    ]);
  });

  it('that waits at the counter: until when, and which code opens it', () => {
    const story = OrderStory.picked();
    const ready = story.step({ step: 'ready' });
    expect(dataOf(ready, 'fulfillment-ready-for-pickup')).toMatchObject([
      {
        status: 'ready_for_pickup',
        version: 3,
        pickupBy: time(story.now + RULES.pickupHoldMs),
        pickupCodeVersion: 1,
        lines: units(2, 1).map((line) => ({ ...line, picked: line.quantity })),
      },
    ]);
    const over = story.after(RULES.pickupHoldMs);
    expect(dataOf(over, 'fulfillment-expired')).toMatchObject([
      {
        status: 'expired',
        pickupBy: time(story.now),
        pickupCodeVersion: null,
        reason: 'pickup_expired',
      },
    ]);
    expect(dataOf(over, 'order-lines-cancelled')).toEqual([
      { ...ORDER, reason: 'pickup_expired', status: 'cancelled', lines: units(2, 1) },
    ]);
    expect(dataOf(over, 'refund-due')).toEqual([
      {
        ...ORDER,
        refundId: expect.any(String),
        reason: 'pickup_expired',
        amount: '105.00',
        currency: 'CNY',
        lines: [
          { ...units(2, 1)[0], amount: '25.00' },
          { ...units(2, 1)[1], amount: '80.00' },
        ],
      },
    ]);
  });

  it('that was collected: nothing of the counter any more', () => {
    const story = OrderStory.ready();
    const done = story.step({ step: 'handover', collectedBy: 'Li Na', codeIsRight: true });
    expect(dataOf(done, 'fulfillment-picked-up')).toMatchObject([
      { status: 'picked_up', pickupBy: null, pickupCodeVersion: null, reason: null },
    ]);
    expect(JSON.stringify(done.facts)).not.toContain('Li Na');
    expect(story.lastFulfillment).toMatchObject({ remindAt: null, attentionAt: null });
  });

  it.each<[string, () => OrderStory, Parameters<OrderStory['step']>[0], string]>([
    ['is accepted', () => OrderStory.allocated(), { step: 'accept' }, 'fulfillment-accepted'],
    ['is picked', () => OrderStory.allocated(), { step: 'pick', lines: [] }, 'fulfillment-picked'],
    ['is packed', () => OrderStory.picked(), { step: 'pack' }, 'fulfillment-packed'],
    ['waits at the counter', () => OrderStory.picked(), { step: 'ready' }, 'fulfillment-ready-for-pickup'],
  ])('that %s, and by no other name', (_, given, step, fact) => {
    expect(told(given().step(step))).toEqual([fact]);
  });

  it('of goods in a bag names those alone that are in it', () => {
    const story = OrderStory.allocated();
    story.step({ step: 'pick', lines: [{ lineId: '2', picked: 0 }] });
    const cancelled = story.when({ type: 'cancel' });
    expect(openTasks(story.order)).toContain('put_away 2 mug at mall (cancelled)');
    expect(dataOf(cancelled, 'order-lines-cancelled')[0]?.lines).toEqual([
      { lineId: '1', sku: 'mug', quantity: 2 },
      { lineId: '2', sku: 'lamp', quantity: 1 },
    ]);
  });

  it('that nothing was found: who wants no other store is told why the units are cancelled', () => {
    const story = OrderStory.allocated({ onShortage: 'cancel' });
    const nothing = units(2, 1).map(({ lineId }) => ({ lineId, picked: 0 }));
    const picked = story.step({ step: 'pick', lines: nothing });
    expect(dataOf(picked, 'order-lines-cancelled')).toMatchObject([{ reason: 'short_pick' }]);
    expect(picked.notes.map(({ what }) => what)).toEqual(['short_pick']);
  });

  it('reminds nobody where the reminder would come no sooner than the goods are ready', () => {
    const story = OrderStory.picked();
    const rules = { ...RULES, pickupReminderMs: RULES.pickupHoldMs };
    const { order } = decide(
      story.order,
      { type: 'step', fulfillmentId: story.lastFulfillment.fulfillmentId, step: { step: 'ready' } },
      { ...story.circumstances, rules },
    );
    expect(order.fulfillments[0]).toMatchObject({ remindAt: null, attentionAt: null });
  });

  it('that is on its way: with whom, under which number', () => {
    const story = OrderStory.picked({}, 'ship');
    const shipped = story.step({ step: 'ship', carrier: 'SF', trackingNumber: '1' });
    expect(dataOf(shipped, 'fulfillment-shipped')).toMatchObject([
      { status: 'shipped', carrier: 'SF', trackingNumber: '1', pickupLocationId: null },
    ]);
  });

  it.each([
    ['too_busy', 'too_busy'],
    ['Ada cannot find it', null],
    ['too_busy today', null],
    ['now too_busy', null],
    ['x'.repeat(40), 'x'.repeat(40)],
    ['x'.repeat(41), null],
  ])('that the store rejected for "%s": %j, for what somebody typed stays here', (reason, travels) => {
    const story = OrderStory.allocated();
    const rejected = story.step({ step: 'reject', reason, shelf: 'as_booked' });
    expect(dataOf(rejected, 'fulfillment-rejected')[0]?.reason).toBe(travels);
    expect(story.lastFulfillment.reason).toBe(reason);
  });

  it('of a task: where, of which goods, once each', () => {
    const lines = [1, 2].map((n) => ({ lineId: `${n}`, sku: 'mug', quantity: n, unitPrice: null }));
    const story = OrderStory.picked({ lines });
    const cancelled = story.when({ type: 'cancel' });
    const [task] = story.order.tasks;
    expect(task).toMatchObject({ createdAt: story.now, completedAt: null });
    expect(dataOf(cancelled, 'task-raised')).toEqual([
      {
        taskId: task?.taskId,
        type: 'put_away',
        orderId: 'order-1',
        fulfillmentId: story.lastFulfillment.fulfillmentId,
        locationId: 'mall',
        reason: 'cancelled',
        lines: [{ sku: 'mug', quantity: 3 }],
      },
    ]);
  });

  it('is no refund where nothing was to be paid, and of priced lines alone where others have no price', () => {
    const priced = (...prices: (string | null)[]) =>
      new OrderStory({
        lines: prices.map((unitPrice, i) => ({ lineId: `${i}`, sku: `s${i}`, quantity: 2, unitPrice })),
      }).when({ type: 'cancel' });
    expect(told(priced('0.00', null))).not.toContain('refund-due');
    expect(told(priced(null))).not.toContain('refund-due');
    expect(dataOf(priced('0.05', null), 'refund-due')).toMatchObject([
      { amount: '0.10', lines: [{ lineId: '0', amount: '0.10' }] },
    ]);
    expect(dataOf(priced('10.00'), 'refund-due')).toMatchObject([{ amount: '20.00' }]);
  });
});

describe('What is asked of the stock ledger', () => {
  it('is to promise the units of a place, goods of several lines added up', () => {
    const lines = [1, 2].map((n) => ({ lineId: `${n}`, sku: 'mug', quantity: n, unitPrice: null }));
    const story = new OrderStory({ lines });
    const decided = story.sourcedAt('mall');
    const [{ reservationId } = { reservationId: '' }] = story.order.reservations;
    expect(requested(decided)).toEqual([
      {
        request: 'reserve',
        data: {
          reservationId,
          reference: 'order-1',
          lines: [{ sku: 'mug', locationId: 'mall', quantity: 3 }],
        },
      },
    ]);
    expect(story.order.reservations).toMatchObject([
      { status: 'asked', asks: 1, askAgainAt: story.now + RULES.answerTimeoutMs },
    ]);
  });

  it('is to commit the hold made at checkout, again and again until it answers', () => {
    const story = new OrderStory({ holdId: 'hold-1' });
    const [hold] = story.order.reservations;
    expect(hold).toMatchObject({ reservationId: 'hold-1', hold: true, place: null, asks: 1 });
    const data = { reservationId: 'hold-1', reference: 'order-1' };
    const { requests } = place(pickupOrder({ holdId: 'hold-1' }), story.circumstances);
    expect(requests).toEqual([{ request: 'commit', data }]);
    expect(requested(story.after(RULES.answerTimeoutMs - 1))).toEqual([]);
    expect(requested(story.after(1))).toEqual([{ request: 'commit', data }]);
  });

  it('comes ever more seldom, up to sixteen times the first wait', () => {
    const story = new OrderStory();
    story.sourcedAt('mall');
    const waits = Array.from({ length: 7 }, () => {
      const wait = story.order.reservations[0]!.askAgainAt! - story.now;
      story.after(wait);
      return wait / RULES.answerTimeoutMs;
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 16, 16]);
  });

  it('is to let go what is not needed, and to take what left', () => {
    const cancelled = OrderStory.allocated();
    const { reservationId } = cancelled.order.reservations[0]!;
    const about = { reservationId, reference: 'order-1' };
    expect(requested(cancelled.when({ type: 'cancel' }))).toEqual([
      { request: 'release', data: { ...about, lines: atMall(2, 1) } },
    ]);
    const ready = OrderStory.ready();
    const left = { ...about, reservationId: ready.order.reservations[0]!.reservationId };
    expect(requested(ready.step({ step: 'handover', collectedBy: 'Li Na', codeIsRight: true }))).toEqual([
      { request: 'fulfill', data: { ...left, lines: atMall(2, 1) } },
    ]);
    const asking = new OrderStory();
    asking.sourcedAt('mall');
    const whole = {
      ...about,
      reservationId: asking.order.reservations[0]!.reservationId,
      locationId: 'mall',
    };
    expect(requested(asking.when({ type: 'cancel' }))).toEqual([{ request: 'release', data: whole }]);
  });

  it('is to keep in mind what is in the bag: less, when a second look finds less', () => {
    const story = OrderStory.allocated();
    const staged = (decided: Decided) =>
      requested(decided).flatMap(({ request, data }) => (request === 'stage' ? data.lines : []));
    expect(staged(story.step({ step: 'pick', lines: [] }))).toEqual([
      { sku: 'mug', locationId: 'mall', staged: 2 },
      { sku: 'lamp', locationId: 'mall', staged: 1 },
    ]);
    expect(staged(story.step({ step: 'pick', lines: [{ lineId: '1', picked: 0 }] }))).toEqual([
      { sku: 'lamp', locationId: 'mall', staged: 1 },
      { sku: 'mug', locationId: 'mall', staged: 0 },
    ]);
  });

  it('is nothing of the bag when the first look finds nothing', () => {
    const story = OrderStory.allocated();
    const nothing = units(2, 1).map(({ lineId }) => ({ lineId, picked: 0 }));
    expect(requested(story.step({ step: 'pick', lines: nothing })).map(({ request }) => request)).toEqual([
      'release',
      'count',
    ]);
  });

  it('is to receive what comes back at another counter than it left from', () => {
    const story = OrderStory.inTransit();
    story.when({ type: 'cancel' });
    const { taskId } = story.order.tasks[0]!;
    story.now += HOUR;
    expect(requested(story.when({ type: 'task_done', taskId, counts: null }))).toEqual([
      {
        request: 'receive',
        data: {
          receiptId: taskId,
          reference: 'order-1',
          locationId: 'mall',
          occurredAt: time(story.now),
          reason: 'put_away',
          lines: units(2, 1).map((line) => ({ ...line, disposition: 'restock' })),
        },
      },
    ]);
  });

  it.each([
    ['empty', units(0, 0)],
    [4, units(4, 4)],
  ] as const)('is a count of a shelf that was found %s', (shelf, found) => {
    const story = OrderStory.allocated();
    const rejected = story.step({ step: 'reject', reason: 'broken', shelf });
    const counted = requested(rejected).find(({ request }) => request === 'count');
    expect(counted?.data).toEqual({
      countId: expect.any(String),
      reference: 'order-1',
      locationId: 'mall',
      countedAt: time(story.now),
      lines: found.map(({ sku, quantity }) => ({ sku, quantity })),
    });
  });

  it('is a count of what was seen, even when the goods are in a bag', () => {
    const story = OrderStory.picked();
    const shelf = [{ sku: 'mug', quantity: 7 }];
    const rejected = story.step({ step: 'reject', reason: 'broken', shelf });
    expect(requested(rejected).map(({ request }) => request)).toEqual(['count']);
    expect(openTasks(story.order)).toEqual([
      'put_away 2 mug + 1 lamp at mall (rejected)',
      'cycle_count 7 mug at mall (rejected)',
    ]);
  });
});

describe('A customer who is forgotten', () => {
  const forgotten = (story: OrderStory) => story.when({ type: 'address_forgotten' });

  it('leaves somebody to decide on parcels, and on units that were to become parcels', () => {
    const sent = OrderStory.allocated({}, 'ship');
    forgotten(sent);
    expect(openTasks(sent.order)).toEqual(['attention 2 mug + 1 lamp at mall (address_erased)']);
    expect(sent.order.tasks[0]?.fulfillmentId).toBe(sent.lastFulfillment.fulfillmentId);
    const sought = new OrderStory({ method: 'ship', pickupLocationId: null });
    forgotten(sought);
    expect(openTasks(sought.order)).toEqual(['attention 2 mug + 1 lamp at null (address_erased)']);
  });

  it('leaves nothing to decide of what is collected, or has been sent', () => {
    expect(forgotten(OrderStory.allocated()).changed).toBe(false);
    expect(forgotten(new OrderStory()).changed).toBe(false);
    const sent = OrderStory.picked({ method: 'ship' }, 'ship');
    sent.step({ step: 'ship', carrier: 'SF', trackingNumber: '1' });
    expect(forgotten(sent).changed).toBe(false);
  });
});
