import { CustomerErased, type Order, Oversold, SaleRecorded } from '#contracts';
import { eventually, uniqueId } from '#testing';
import { HOUR } from '../src/testing/orders.js';
import { testSettings } from '../src/testing/settings.js';
import { Shop } from '../src/testing/shop.js';

const FAR = { latitude: 51.5, longitude: -0.1, address: '1 High Street', name: 'Li Na' };

/** The service over HTTP and topics, with the stock ledger's part played. */
describe('The journey of an order', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(testSettings({ sourcingRetryMs: 100, sourcingRetries: 1 }));
  }, 60_000);
  afterAll(() => shop?.close());
  beforeEach(() => shop.refill());

  it('goes from the web to the counter, and stock leaves when the customer has the goods', async () => {
    const orderId = await shop.place();
    const order = await shop.reaches(orderId, ({ status }) => status === 'allocated');
    expect(order.fulfillments).toMatchObject([
      {
        locationId: 'mall',
        method: 'pickup',
        status: 'open',
        lines: [{ name: 'Blue mug', quantity: 2, picked: 0 }],
      },
    ]);
    expect(order.sourcing).toHaveLength(1);
    const [f] = order.fulfillments;

    await shop.step(f!, 'accept');
    expect(await shop.step(f!, 'pick')).toMatchObject({ status: 'picking', lines: [{ picked: 2 }] });
    await shop.step(f!, 'pack');
    expect(await shop.step(f!, 'ready')).toMatchObject({
      status: 'ready_for_pickup',
      pickupBy: expect.any(String),
    });
    const { body } = await shop.orders.call('GET', `/orders/${orderId}/pickup-code`);
    expect(body).toEqual({ fulfillmentId: f!.fulfillmentId, code: shop.codeOf(f!.fulfillmentId) });
    expect(
      shop.ledger.requests.filter(({ data }) => data.reference === orderId && 'fulfill' in data),
    ).toEqual([]);

    await shop.step(f!, 'handover', {
      pickupCode: shop.codeOf(f!.fulfillmentId).toLowerCase(),
      collectedBy: 'Li Na',
    });
    expect(await shop.order(orderId)).toMatchObject({
      status: 'fulfilled',
      lines: [{ quantity: 2, sourcing: 0, allocated: 0, fulfilled: 2, cancelled: 0 }],
    });
    await eventually(() => {
      expect(shop.factsOf(orderId)).toEqual([
        'order-placed',
        'order-status-changed',
        'fulfillment-opened',
        'order-allocated',
        'order-status-changed',
        'fulfillment-accepted',
        'fulfillment-picked',
        'fulfillment-packed',
        'fulfillment-ready-for-pickup',
        'fulfillment-picked-up',
        'order-status-changed',
      ]);
      expect(shop.ledger.requests.filter((r) => r.data.reference === orderId).map((r) => r.request)).toEqual([
        'reserve',
        'stage',
        'fulfill',
      ]);
    });
    expect(JSON.stringify(shop.told)).not.toContain('Li Na');
  });

  it('ships from a store with carrier and tracking number', async () => {
    const { orderId, fulfillments } = await shop.allocated({
      method: 'ship',
      pickupLocationId: undefined,
      shipTo: FAR,
    });
    await shop.step(fulfillments[0]!, 'pick');
    await shop.step(fulfillments[0]!, 'ship', { carrier: 'DPD', trackingNumber: 'D1' });
    expect(await shop.order(orderId)).toMatchObject({
      status: 'fulfilled',
      fulfillments: [{ carrier: 'DPD' }],
    });
  });

  it('is the same order when it is placed again, and another one is refused its id', async () => {
    const input = shop.orderInput({ shipTo: FAR });
    const [first, second] = await Promise.all([
      shop.orders.call('POST', '/orders', input),
      shop.orders.call('POST', '/orders', input),
    ]);
    expect([first, second]).toEqual([
      { status: 201, body: { orderId: input.orderId, status: 'placed' } },
      { status: 201, body: { orderId: input.orderId, status: 'placed' } },
    ]);
    const other = await shop.orders.call('POST', '/orders', { ...input, channel: 'app' });
    expect(other).toMatchObject({ status: 409, body: { code: 'order_id_reused' } });
    await shop.reaches(input.orderId, ({ status }) => status === 'allocated');
    expect(shop.factsOf(input.orderId).filter((fact) => fact === 'order-placed')).toHaveLength(1);
    const rows = await shop.orders.database.dataSource.query(
      'SELECT content_hash FROM orders."order" WHERE order_id = $1',
      [input.orderId],
    );
    expect(JSON.stringify(rows)).not.toContain('High Street');
  });

  it('is taken with many others at once: none is harmed by one that is refused, or by one that is there twice', async () => {
    const taken = await shop.place();
    const inputs = Array.from({ length: 12 }, () => shop.orderInput());
    const reused = { ...shop.orderInput(), orderId: taken, channel: 'app' };
    const answers = await Promise.all(
      [...inputs, reused, inputs[3]!].map((input) => shop.orders.call('POST', '/orders', input)),
    );
    expect(answers.map(({ status }) => status)).toEqual([...Array(12).fill(201), 409, 201]);
    for (const { orderId } of inputs) {
      await shop.reaches(orderId, ({ status }) => status === 'allocated');
      expect(shop.factsOf(orderId).filter((fact) => fact === 'order-placed')).toHaveLength(1);
    }
  });

  it('takes all the answers that come at once, its own and those of other orders', async () => {
    shop.ledger.fallSilent();
    const lines = (quantity: number) => [
      { lineId: '1', sku: 'mug', quantity, unitPrice: '1' },
      { lineId: '2', sku: 'lamp', quantity, unitPrice: '1' },
    ];
    const ids = await Promise.all([
      // More than one place has: it waits for the answers of several.
      shop.place({ method: 'ship', pickupLocationId: undefined, shipTo: FAR, lines: lines(1_100) }),
      shop.place({ lines: lines(1) }),
      shop.place({ lines: lines(2) }),
    ]);
    await eventually(() => {
      const asked = shop.ledger.requests.filter(({ data }) => ids.includes(data.reference as string));
      expect(asked.length).toBeGreaterThan(ids.length);
    });
    await shop.ledger.speakAgain();
    for (const orderId of ids) {
      const order = await shop.reaches(orderId, ({ status }) => status === 'allocated');
      for (const line of order.lines) expect(line.allocated).toBe(line.quantity);
      expect(shop.factsOf(orderId).filter((fact) => fact === 'order-allocated').length).toBeLessThan(2);
    }
  });

  it('commits the hold made at checkout, gives back what is too much and sources what is missing', async () => {
    const reservationId = uniqueId('hold');
    shop.ledger.model.hold(reservationId, [
      { sku: 'mug', locationId: 'mall', quantity: 1 },
      { sku: 'lamp', locationId: 'mall', quantity: 4 },
    ]);
    const order = await shop.allocated({
      reservationId,
      lines: [
        { lineId: '1', sku: 'mug', quantity: 2 },
        { lineId: '2', sku: 'lamp', quantity: 3 },
      ],
    });
    const units = order.fulfillments.map((f) => [
      f.reservationId === reservationId,
      f.lines.map((l) => l.quantity),
    ]);
    expect(units.sort()).toEqual([
      [false, [1]],
      [true, [1, 3]],
    ]);
    await eventually(() =>
      expect(shop.ledger.requested('release')).toContainEqual({
        reservationId,
        reference: order.orderId,
        lines: [{ sku: 'lamp', locationId: 'mall', quantity: 1 }],
      }),
    );
  });

  it('reserves the lines anew when the hold has expired', async () => {
    const reservationId = uniqueId('hold');
    shop.ledger.model.hold(reservationId, [{ sku: 'mug', locationId: 'mall', quantity: 2 }]);
    shop.ledger.model.expire(reservationId);
    const order = await shop.allocated({ reservationId });
    expect(order.fulfillments).toMatchObject([{ locationId: 'mall', lines: [{ quantity: 2 }] }]);
    expect(order.fulfillments[0]!.reservationId).not.toBe(reservationId);
    expect(order.timeline.map(({ what }) => what)).toContain('hold_refused');
  });

  it('gives one hold to one order', async () => {
    const reservationId = uniqueId('hold');
    shop.ledger.model.hold(reservationId, [{ sku: 'mug', locationId: 'mall', quantity: 2 }]);
    const orders = await Promise.all([shop.allocated({ reservationId }), shop.allocated({ reservationId })]);
    const reservations = orders.map(({ fulfillments }) => fulfillments[0]!.reservationId);
    expect(new Set(reservations).size).toBe(2);
    expect(reservations.filter((id) => id === reservationId)).toHaveLength(1);
  });

  it('finds another place when the store rejects it, corrects the level and has the shelf counted', async () => {
    const { orderId, fulfillments } = await shop.allocated();
    await shop.step(fulfillments[0]!, 'reject', { reason: 'not found', countNow: 1 });
    const order = await shop.reaches(orderId, (o) => o.status === 'allocated' && o.fulfillments.length === 2);
    expect(order.fulfillments.map((f) => [f.status, f.method, f.locationId === 'mall'])).toEqual([
      ['rejected', 'pickup', true],
      ['open', 'ship_to_store', false],
    ]);
    const asked = shop.ledger.requests.filter((r) => r.data.reference === orderId).map((r) => r.request);
    expect(asked).toEqual(['reserve', 'release', 'count', 'reserve']);
    const [task] = await shop.tasks(orderId);
    expect(task).toMatchObject({
      type: 'cycle_count',
      status: 'open',
      locationId: 'mall',
      lines: [{ sku: 'mug' }],
    });

    const path = `/tasks/${task!.taskId}/complete`;
    expect(await shop.orders.call('POST', path)).toMatchObject({
      status: 400,
      body: { code: 'counts_required' },
    });
    const counts = [{ sku: 'mug', quantity: 800 }];
    const done = await shop.orders.call('POST', path, { counts });
    expect(done).toMatchObject({ status: 200, body: { status: 'done' } });
    expect(await shop.orders.call('POST', path, { counts })).toEqual(done);
    await eventually(() =>
      expect(shop.ledger.requested('count').filter(({ countId }) => countId === task!.taskId)).toEqual([
        expect.objectContaining({ locationId: 'mall', lines: counts, reference: orderId }),
      ]),
    );
  });

  it('walks a parcel from another store to the counter', async () => {
    const { orderId, fulfillments } = await shop.allocated();
    await shop.step(fulfillments[0]!, 'reject', { reason: 'too busy', countNow: false });
    const { fulfillments: now } = await shop.reaches(orderId, (o) => o.fulfillments.length === 2);
    const parcel = now.find((f) => f.method === 'ship_to_store')!;
    await shop.step(parcel, 'pick');
    expect(await shop.try(parcel.fulfillmentId, 'ready')).toMatchObject({ status: 409 });
    await shop.step(parcel, 'ship', { carrier: 'van', trackingNumber: '7' });
    const inbound = await shop.orders.call('GET', '/fulfillments?locationId=mall&status=shipped&limit=500');
    expect(
      (inbound.body as { items: { fulfillmentId: string }[] }).items.map((f) => f.fulfillmentId),
    ).toContain(parcel.fulfillmentId);
    await shop.step(parcel, 'ready');
    await shop.step(parcel, 'handover', {
      pickupCode: shop.codeOf(parcel.fulfillmentId),
      collectedBy: 'Li Na',
    });
    expect((await shop.order(orderId)).status).toBe('fulfilled');
    const left = shop.ledger.requested('fulfill').filter(({ reference }) => reference === orderId);
    expect(left).toHaveLength(1);
  });

  it('sources elsewhere what a picker did not find', async () => {
    const { orderId, fulfillments } = await shop.allocated();
    const picked = await shop.step(fulfillments[0]!, 'pick', { lines: [{ lineId: '1', picked: 1 }] });
    expect(picked).toMatchObject({ status: 'picking', lines: [{ quantity: 1, picked: 1 }] });
    const order = await shop.reaches(orderId, (o) => o.fulfillments.length === 2);
    expect(order.lines).toMatchObject([{ quantity: 2, allocated: 2 }]);
    expect((await shop.tasks(orderId)).map(({ type, reason }) => [type, reason])).toEqual([
      ['cycle_count', 'short_pick'],
    ]);
  });

  it('cancels what a picker did not find where the order wants it so, and owes the money', async () => {
    const { orderId, fulfillments } = await shop.allocated({ onShortage: 'cancel' });
    await shop.step(fulfillments[0]!, 'pick', { lines: [{ lineId: '1', picked: 1 }] });
    expect((await shop.order(orderId)).lines).toMatchObject([{ quantity: 2, allocated: 1, cancelled: 1 }]);
    await eventually(() =>
      expect(shop.toldOf(orderId, 'refund-due')).toMatchObject([
        { reason: 'short_pick', amount: '12.50', currency: 'GBP', lines: [{ quantity: 1 }] },
      ]),
    );
  });

  it('sources again, before the customer notices, what a till took; never what is in a bag', async () => {
    const [unpicked, picked] = await Promise.all([shop.allocated(), shop.allocated()]);
    await shop.step(picked.fulfillments[0]!, 'pick');
    for (const { fulfillments } of [unpicked, picked]) {
      await shop.orders.publish(Oversold, {
        ...{ sku: 'mug', locationId: 'mall', shortage: 1, onHand: 0, reserved: 0, committed: 2, sequence: 9 },
        atRisk: [
          { reservationId: fulfillments[0]!.reservationId, reference: 'x', status: 'committed', quantity: 2 },
        ],
      });
    }
    const order = await shop.reaches(
      unpicked.orderId,
      (o) => o.fulfillments.length === 2 && o.status === 'allocated',
    );
    expect(order.fulfillments.map((f) => [f.locationId === 'mall', f.lines[0]!.quantity])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    expect((await shop.order(picked.orderId)).fulfillments).toMatchObject([
      { lines: [{ quantity: 2, picked: 2 }] },
    ]);
  });

  it('is cancelled before handover, and picked units are free once they are put away', async () => {
    const f = await shop.readyForPickup();
    const path = `/orders/${f.orderId}/cancel`;
    expect(await shop.orders.call('POST', path)).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    });
    expect(await shop.orders.call('POST', path)).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    });
    const [task] = await shop.tasks(f.orderId);
    expect(task).toMatchObject({
      type: 'put_away',
      locationId: 'mall',
      lines: [{ sku: 'mug', quantity: 2 }],
    });
    const released = () =>
      shop.ledger.requested('release').filter(({ reference }) => reference === f.orderId);
    expect(released()).toEqual([]);
    await shop.orders.call('POST', `/tasks/${task!.taskId}/complete`);
    await eventually(() =>
      expect(released()).toMatchObject([{ lines: [{ sku: 'mug', locationId: 'mall', quantity: 2 }] }]),
    );
    await eventually(() => expect(shop.toldOf(f.orderId, 'refund-due')).toMatchObject([{ amount: '25.00' }]));
    const late = await shop.try(f.fulfillmentId, 'handover', {
      pickupCode: shop.codeOf(f.fulfillmentId),
      collectedBy: 'Li Na',
    });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'fulfillment_step_out_of_turn', status: 409, next: [] },
    });
  });

  it('cannot be cancelled once the customer has it', async () => {
    const f = await shop.readyForPickup();
    await shop.step(f, 'handover', { pickupCode: shop.codeOf(f.fulfillmentId), collectedBy: 'Li Na' });
    expect(await shop.orders.call('POST', `/orders/${f.orderId}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'order_fulfilled' },
    });
  });

  it('says which step may come next when one is out of turn', async () => {
    const { fulfillments } = await shop.allocated();
    const { fulfillmentId } = fulfillments[0]!;
    expect(await shop.try(fulfillmentId, 'ready')).toMatchObject({
      status: 409,
      body: {
        code: 'fulfillment_step_out_of_turn',
        fulfillmentStatus: 'open',
        next: ['accept', 'pick', 'reject'],
      },
    });
    expect(await shop.try(fulfillmentId, 'ship', { carrier: 'x', trackingNumber: 'y' })).toMatchObject({
      status: 409,
    });
    expect(await shop.try(uniqueId('none'), 'accept')).toMatchObject({
      status: 404,
      body: { code: 'fulfillment_not_found' },
    });
  });

  it('is handed over by a sale at the till, once, without a code', async () => {
    const f = await shop.readyForPickup();
    const sale = {
      saleId: uniqueId('sale'),
      locationId: 'mall',
      occurredAt: new Date().toISOString(),
      lines: [{ lineId: '1', sku: 'mug', quantity: 2, fulfillmentId: f.fulfillmentId }],
    };
    const event = '0190d6a0-0000-7000-8000-000000000001';
    await shop.orders.publishAs([event, event], SaleRecorded, sale, sale);
    await shop.orders.publish(SaleRecorded, { ...sale, lines: [{ ...sale.lines[0]!, lineId: '2' }] });
    await shop.reaches(f.orderId, ({ status }) => status === 'fulfilled');
    await eventually(() => expect(shop.factsOf(f.orderId).at(-1)).toBe('order-status-changed'));
    const left = shop.ledger.requested('fulfill').filter(({ reference }) => reference === f.orderId);
    expect(left).toHaveLength(1);
  });

  it('ends as unfillable when nobody has it, after another look', async () => {
    const orderId = await shop.place({
      lines: [{ lineId: '1', sku: 'ghost', quantity: 5_000, unitPrice: 1 }],
    });
    const order = await shop.reaches(orderId, ({ status }) => status === 'unfillable');
    expect(order.sourcing).toHaveLength(2);
    await eventually(() => expect(shop.toldOf(orderId, 'refund-due')).toMatchObject([{ amount: '5000.00' }]));
  });

  it('waits for the ledger, asks again, and takes its answer only once', async () => {
    const impatient = await Shop.open(testSettings({ answerTimeoutMs: 100 }));
    try {
      impatient.ledger.fallSilent();
      const orderId = await impatient.place();
      await eventually(() => expect(impatient.ledger.requested('reserve').length).toBeGreaterThan(2));
      const asked = impatient.ledger.requested('reserve');
      expect(new Set(asked.map(({ reservationId }) => reservationId)).size).toBe(1);
      await impatient.ledger.speakAgain();
      const order = await impatient.reaches(orderId, ({ status }) => status === 'allocated');
      expect(order.fulfillments).toHaveLength(1);
      expect(impatient.ledger.model.committedTo([asked[0]!.reservationId])).toBe(2);
    } finally {
      await impatient.close();
    }
  });

  it('forgets the customer, and keeps what happened', async () => {
    const customerId = uniqueId('customer');
    const { orderId } = await shop.allocated({
      customerId,
      method: 'ship',
      pickupLocationId: undefined,
      shipTo: FAR,
    });
    const f = await shop.readyForPickup({ customerId });
    await shop.step(f, 'handover', { pickupCode: shop.codeOf(f.fulfillmentId), collectedBy: 'Zhang Wei' });
    const [rejected] = (await shop.allocated({ customerId })).fulfillments;
    await shop.step(rejected!, 'reject', { reason: 'Zhang Wei will come tomorrow', countNow: false });
    await eventually(() => expect(shop.toldOf(rejected!.orderId, 'fulfillment-rejected')).toHaveLength(1));
    expect(JSON.stringify(shop.told)).not.toContain('Zhang Wei');
    await shop.orders.call('GET', `/orders/${orderId}`);
    await shop.orders.publish(CustomerErased, { customerId, erasedAt: new Date().toISOString() });
    const order = await shop.reaches(orderId, ({ shipTo }) => shipTo === null);
    expect(order.customerId).toBe(customerId);
    expect(await shop.tasks(orderId)).toMatchObject([{ type: 'attention', reason: 'address_erased' }]);
    expect(await shop.tasks(f.orderId)).toEqual([]);
    expect(order.sourcing[0]!.candidates.map(({ distanceKm }) => distanceKm)).toEqual([null, null, null]);
    const [{ dump }] = await shop.orders.database.dataSource.query(
      `SELECT concat((SELECT json_agg(o) FROM orders."order" o WHERE customer_id = $1),
         (SELECT json_agg(f) FROM orders.fulfillment f JOIN orders."order" USING (order_id) WHERE customer_id = $1),
         (SELECT json_agg(i) FROM orders.idempotency i)) AS dump`,
      [customerId],
    );
    expect(dump).not.toMatch(/High Street|Li Na|Zhang Wei/);
  });

  it.each(['orders', 'fulfillments', 'tasks'])(
    'takes no cursor for %s that it did not give',
    async (list) => {
      for (const keys of [
        ['x', 'y'],
        [-1e30, 'y'],
        [1, 2],
        [1, '\0'],
      ]) {
        const cursor = encodeURIComponent(Buffer.from(JSON.stringify(keys)).toString('base64url'));
        const { status, body } = await shop.orders.call('GET', `/${list}?cursor=${cursor}`);
        expect([status, (body as { code: string }).code]).toEqual([400, 'invalid_cursor']);
      }
    },
  );

  it.each([
    ['below nothing', { unitPrice: '-5.00' }],
    ['more than can be paid back', { quantity: 1_000_000, unitPrice: '999999999999.99' }],
  ])('is not begun for lines that cost %s', async (_, line) => {
    const lines = [{ lineId: '1', sku: 'mug', quantity: 1, ...line }];
    const { status, body } = await shop.orders.call('POST', '/orders', shop.orderInput({ lines }));
    expect([status, body]).toMatchObject([
      400,
      { code: 'invalid_request', errors: [{ path: 'lines[0].unitPrice' }] },
    ]);
  });

  it('shows at every moment fulfillments that add up to what is allocated', async () => {
    const watch = async (orderId: string): Promise<void> => {
      for (;;) {
        const { status, lines, fulfillments } = await shop.order(orderId);
        const units = fulfillments.flatMap((f) => f.lines).reduce((n, { quantity }) => n + quantity, 0);
        expect(lines[0]!.allocated).toBe(units);
        if (status === 'allocated') return;
      }
    };
    const orderIds = await Promise.all(Array.from({ length: 10 }, () => shop.place()));
    await Promise.all(orderIds.map(watch));
  });

  it('shows stores what is promised first, page by page', async () => {
    const placed: Order[] = [];
    for (let i = 0; i < 3; i++) placed.push(await shop.allocated());
    const ids = new Set(placed.map(({ orderId }) => orderId));
    const seen: { orderId: string; promisedAt: string }[] = [];
    for (let cursor = ''; ;) {
      const answer = await shop.orders.call(
        'GET',
        `/fulfillments?locationId=mall&status=open&limit=2${cursor}`,
      );
      const page = answer.body as { items: typeof seen; nextCursor: string | null };
      seen.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen.filter(({ orderId }) => ids.has(orderId))).toHaveLength(3);
    const promises = seen.map(({ promisedAt }) => Date.parse(promisedAt));
    expect(promises).toEqual([...promises].sort((a, b) => a - b));
    expect(Math.max(...promises) - Date.now()).toBeLessThan(72 * HOUR);
  });
});
