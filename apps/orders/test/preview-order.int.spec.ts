import { ItemChanged, LevelChanged, LocationChanged, type SourcingDecision } from '#contracts';
import { eventually } from '#testing';
import { itemFact, levelFact, locationFact } from '../src/testing/network-events.js';
import { RunningOrders } from '../src/testing/running-orders.js';
import { testSettings } from '../src/testing/settings.js';

const ORDER = {
  orderId: 'web-1',
  channel: 'web',
  customerId: 'c-1',
  method: 'ship',
  shipTo: { latitude: 51.5, longitude: -0.1, address: '1 High Street' },
  lines: [{ lineId: '1', sku: 'shirt', quantity: 2, unitPrice: '10.00' }],
};

/** The service with nothing of the others but their events. */
describe('A preview of an order', () => {
  let orders: RunningOrders;

  beforeAll(async () => {
    orders = await RunningOrders.start(testSettings());
    await orders.publish(
      LocationChanged,
      locationFact('oxford', { latitude: 51.75, longitude: -1.26 }),
      locationFact('leeds', { latitude: 53.8, longitude: -1.55 }),
      locationFact('counter', { capabilities: ['pickup'] }),
    );
    await orders.publish(ItemChanged, itemFact('shirt', { name: 'Shirt' }));
    await orders.publish(
      LevelChanged,
      levelFact('oxford', 'shirt', 1, 1),
      levelFact('leeds', 'shirt', 9, 1),
      levelFact('counter', 'shirt', 9, 1),
    );
    // Each topic comes in its own time, and each partition of it.
    await eventually(async () =>
      expect(
        await orders.database.dataSource.query(
          `SELECT (SELECT count(*)::int FROM orders.location) AS locations,
                  (SELECT count(*)::int FROM orders.stock_level) AS levels`,
        ),
      ).toEqual([{ locations: 3, levels: 3 }]),
    );
  });
  afterAll(() => orders?.stop());

  const preview = async (change: object): Promise<SourcingDecision> => {
    const answer = await orders.call('POST', '/orders/preview', { ...ORDER, ...change });
    expect(answer.status).toBe(200);
    return answer.body as SourcingDecision;
  };

  it('says where it would come from, and why from nowhere else', async () => {
    const { assignments, unfilled, candidates } = await preview({});
    expect(assignments).toMatchObject([
      { locationId: 'leeds', method: 'ship', lines: [{ lineId: '1', sku: 'shirt', quantity: 2 }] },
    ]);
    expect(unfilled).toEqual([]);
    expect(
      candidates.map(({ locationId, exclusions }) => [locationId, exclusions.map((e) => e.code)]),
    ).toEqual([
      ['leeds', []],
      ['oxford', ['more_parcels']],
      ['counter', ['cannot_ship']],
    ]);
  });

  it('follows the stock as it changes', async () => {
    await orders.publish(LevelChanged, levelFact('oxford', 'shirt', 20, 2));
    await eventually(async () =>
      expect((await preview({})).assignments.map(({ locationId }) => locationId)).toEqual(['oxford']),
    );
  });

  it('names a SKU that nobody knows', async () => {
    const { unfilled } = await preview({ lines: [{ lineId: '1', sku: 'ghost', quantity: 1 }] });
    expect(unfilled).toEqual([{ lineId: '1', sku: 'ghost', quantity: 1, reason: 'unknown_sku' }]);
  });

  it('says that a reservation made at checkout would decide', async () => {
    expect((await preview({ reservationId: 'r-1' })).explanation).toContain(
      'where its reservation holds the units',
    );
  });

  it('leaves nothing behind', async () => {
    await preview({});
    const kept = await orders.database.dataSource.query('SELECT count(*)::int AS n FROM orders.outbox');
    expect(kept).toEqual([{ n: 0 }]);
  });

  it('is refused when the order is not one', async () => {
    const answer = await orders.call('POST', '/orders/preview', { ...ORDER, shipTo: undefined });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path: 'shipTo' }] },
    });
  });

  it('goes on after a message that is no level, which waits among the dead letters', async () => {
    await orders.publish({ ...LevelChanged, key: () => 'counter/shirt' }, { sku: 'shirt' } as never);
    await orders.publish(LevelChanged, levelFact('counter', 'shirt', 4, 2));
    await eventually(async () => {
      const { body } = await orders.call('GET', '/dead-letters?group=orders.view-levels');
      expect(
        (body as { items: { reason: { code: string } }[] }).items.map(({ reason }) => reason.code),
      ).toEqual(['invalid_event']);
      const rows = await orders.database.dataSource.query(
        `SELECT available FROM orders.stock_level WHERE location_id = 'counter'`,
      );
      expect(rows).toEqual([{ available: 4 }]);
    });
  });
});
