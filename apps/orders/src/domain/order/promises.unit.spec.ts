import { asked, noted, openTasks, OrderStory } from '../../testing/order-story.js';
import { chosen, HOUR, NOW, RULES } from '../../testing/orders.js';
import { unitsWithoutPlace } from './order.js';

const MUGS = { lineId: '1', sku: 'mug', quantity: 2 };
const LAMP = { lineId: '2', sku: 'lamp', quantity: 1 };
const at = (locationId: string, mugs: number, lamps: number) =>
  [
    { sku: 'mug', locationId, quantity: mugs },
    { sku: 'lamp', locationId, quantity: lamps },
  ].filter(({ quantity }) => quantity > 0);

const reservationOf = (story: OrderStory) => story.order.reservations.at(-1)!.reservationId;
const committed = (
  story: OrderStory,
  lines: ReturnType<typeof at>,
  plan = null as ReturnType<typeof chosen> | null,
) => story.when({ type: 'committed', reservationId: reservationOf(story), lines, plan });
const released = (story: OrderStory, ...lines: ReturnType<typeof at>) =>
  story.when({ type: 'released', reservationId: reservationOf(story), lines });
const contents = (story: OrderStory) =>
  story.order.fulfillments.map(({ locationId, method, pickupLocationId, lines }) => ({
    at: locationId,
    method,
    collectedAt: pickupLocationId,
    lines: lines.map(({ sku, quantity }) => `${quantity} ${sku}`),
  }));

describe('A hold made at checkout', () => {
  const held = (...lines: ReturnType<typeof at>) => {
    const story = new OrderStory({ holdId: 'hold-1', pickupLocationId: null });
    const plan = chosen([
      { at: 'mall', lines: [MUGS] },
      { at: 'old-town', method: 'ship_to_store', lines: [LAMP] },
    ]);
    return { story, decision: committed(story, lines, plan) };
  };

  it('becomes the work of each place that holds units, to be collected at one', () => {
    const { story, decision } = held(...at('mall', 2, 0), ...at('old-town', 0, 1));
    expect(contents(story)).toEqual([
      { at: 'mall', method: 'pickup', collectedAt: 'mall', lines: ['2 mug'] },
      { at: 'old-town', method: 'ship_to_store', collectedAt: 'mall', lines: ['1 lamp'] },
    ]);
    expect(asked(decision)).toEqual([]);
    expect(decision.sourcing).toHaveLength(1);
    expect(story.order.reservations).toMatchObject([{ status: 'committed', askAgainAt: null }]);
    expect(story.order.pickupLocationId).toBe('mall');
  });

  it('lets go what it has beyond the order', () => {
    const { decision } = held(...at('mall', 3, 1), ...at('old-town', 0, 1));
    expect(asked(decision)).toEqual(['release 1 mug at mall', 'release 1 lamp at mall']);
  });

  it('leaves to be sourced what it has too little of', () => {
    const { story } = held(...at('mall', 1, 0));
    expect(contents(story)).toMatchObject([{ at: 'mall', lines: ['1 mug'] }]);
    expect(unitsWithoutPlace(story.order)).toEqual([{ ...MUGS, quantity: 1 }, LAMP]);
    expect(story.order.exclusions).toEqual([
      { locationId: 'mall', sku: 'mug', why: 'oversold' },
      { locationId: 'old-town', sku: 'lamp', why: 'oversold' },
    ]);
  });

  it('that comes without a plan is let go, and all is sourced', () => {
    const story = new OrderStory({ holdId: 'hold-1' });
    expect(asked(committed(story, at('mall', 2, 1)))).toEqual([
      'release 2 mug at mall',
      'release 1 lamp at mall',
    ]);
    expect(unitsWithoutPlace(story.order)).toEqual([MUGS, LAMP]);
  });

  it('that is refused excludes no place', () => {
    const story = new OrderStory({ holdId: 'hold-1' });
    const reservationId = 'hold-1';
    story.when({ type: 'refused', reservationId, request: 'commit', code: 'gone', lines: at('mall', 1, 0) });
    expect(story.order.exclusions).toEqual([]);
    expect(story.order.reservations).toMatchObject([{ status: 'refused', askAgainAt: null }]);
    expect(unitsWithoutPlace(story.order)).toEqual([MUGS, LAMP]);
  });
});

describe('A promise', () => {
  it('opens the work of its place, with all that is known of it', () => {
    const story = new OrderStory();
    story.sourcedAt('mall');
    story.now += HOUR;
    story.promised();
    expect(story.lastFulfillment).toEqual({
      fulfillmentId: expect.any(String),
      locationId: 'mall',
      pickupLocationId: 'mall',
      method: 'pickup',
      reservationId: reservationOf(story),
      status: 'open',
      version: 1,
      promisedAt: NOW + 2 * HOUR,
      remindAt: null,
      pickupBy: null,
      attentionAt: NOW + 2 * HOUR + RULES.attentionAfterMs,
      carrier: null,
      trackingNumber: null,
      reason: null,
      codeTries: 0,
      codeLockedUntil: null,
      collectedBy: null,
      left: false,
      lines: [MUGS, LAMP].map((line) => ({ ...line, picked: 0 })),
      createdAt: story.now,
      updatedAt: story.now,
    });
  });

  it.each([
    ['pickup', 'mall', 'old-town', 'old-town'],
    ['ship_to_store', 'mall', 'old-town', 'mall'],
    ['ship', 'mall', 'old-town', null],
    ['ship_to_store', null, 'old-town', 'old-town'],
  ] as const)('by %s, of an order for %s, at %s is collected at %s', (method, wanted, place, counter) => {
    const story = new OrderStory({ pickupLocationId: wanted });
    story.sourcedAt(place, method);
    story.promised();
    expect(story.lastFulfillment.pickupLocationId).toBe(counter);
  });

  it('of an unknown reservation, or its end, changes nothing', () => {
    const story = OrderStory.allocated();
    const reservationId = 'x';
    const lines = at('mall', 1, 0);
    for (const command of [
      { type: 'committed', reservationId, lines, plan: null },
      { type: 'released', reservationId, lines },
      { type: 'refused', reservationId, request: 'reserve', code: 'x', lines },
      { type: 'refused', reservationId: reservationOf(story), request: 'stage', code: 'x', lines },
    ] as const)
      expect(story.when(command)).toMatchObject({ changed: false, facts: [], requests: [] });
    const asking = new OrderStory();
    asking.sourcedAt('mall');
    expect(released(asking, ...lines).changed).toBe(false);
  });

  it('that a place refuses excludes what it named, and all that was asked where it named nothing of its own', () => {
    const refused = (...lines: ReturnType<typeof at>) => {
      const story = new OrderStory();
      story.sourcedAt('mall');
      story.when({
        ...{ type: 'refused', reservationId: reservationOf(story), request: 'reserve', code: 'no' },
        lines,
      } as const);
      return story.order.exclusions.map(({ sku }) => sku);
    };
    expect(refused(...at('mall', 0, 1))).toEqual(['lamp']);
    expect(refused(...at('old-town', 0, 1))).toEqual(['mug', 'lamp']);
    expect(refused()).toEqual(['mug', 'lamp']);
  });
});

describe('Units that are released', () => {
  it('by us are ticked off, in parts too, and what is beyond that was somebody else', () => {
    const story = OrderStory.allocated();
    story.step({ step: 'pick', lines: [{ lineId: '1', picked: 0 }] });
    released(story, ...at('mall', 1, 0));
    expect(story.order.reservations[0]?.releasing).toEqual(at('mall', 1, 0));
    expect(noted(released(story, ...at('mall', 1, 0)))).toEqual([]);
    expect(story.order.reservations[0]?.releasing).toEqual([]);
  });

  it('are told from goods of another kind, or at another place', () => {
    const story = OrderStory.allocated();
    const { reservationId } = story.order.reservations[0]!;
    story.when({
      type: 'at_risk',
      ...{ reservationId, sku: 'mug', locationId: 'mall', held: 2, missing: 1 },
    });
    released(story, ...at('old-town', 1, 0));
    expect(story.order.reservations[0]?.releasing).toEqual(at('mall', 1, 0));
    expect(story.lastFulfillment.lines).toMatchObject([{ quantity: 1 }, { quantity: 1 }]);
    released(story, ...at('mall', 0, 1));
    expect(story.lastFulfillment.lines).toMatchObject([{ quantity: 1 }, { quantity: 0 }]);
  });

  it('are not expected any more once the ledger refuses our release', () => {
    const story = OrderStory.allocated();
    story.step({ step: 'pick', lines: [{ lineId: '1', picked: 1 }] });
    story.when({
      ...{ type: 'refused', reservationId: reservationOf(story), request: 'release', code: 'x', lines: [] },
    } as const);
    expect(story.order.reservations[0]?.releasing).toEqual([]);
  });

  it('by somebody else take units from unpicked work alone', () => {
    const picked = OrderStory.picked();
    released(picked, ...at('mall', 2, 0));
    expect(unitsWithoutPlace(picked.order)).toEqual([]);
    const open = OrderStory.allocated();
    released(open, ...at('mall', 2, 1));
    expect(open.lastFulfillment).toMatchObject({ status: 'cancelled', reason: 'promise_lost' });
    expect(unitsWithoutPlace(open.order)).toEqual([MUGS, LAMP]);
  });
});

describe('Goods that left without a promise', () => {
  const refusedExit = (story: OrderStory) => {
    const reservationId = reservationOf(story);
    story.when({ type: 'refused', reservationId, request: 'fulfill', code: 'x', lines: [] });
    return openTasks(story.order);
  };

  it('are counted where they left, and nothing is counted of what is still there', () => {
    expect(refusedExit(OrderStory.allocated())).toEqual([]);
    expect(refusedExit(OrderStory.inTransit())).toEqual([
      'cycle_count 2 mug + 1 lamp at old-town (left_without_promise)',
    ]);
  });
});
