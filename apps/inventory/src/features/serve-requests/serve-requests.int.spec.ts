import {
  CommitRequested,
  CountRequested,
  FulfillRequested,
  ReceiveRequested,
  ReleaseRequested,
  ReserveRequested,
  StageRequested,
  TransferRequested,
} from '#contracts';
import type { InboundMessage } from '#messaging';
import type { StockBatcher } from '../../batching/stock-batcher.js';
import { aMovement, aSaleLine } from '../../testing/builders.js';
import { postMovement, recordSale, reserve } from '../../testing/commands.js';
import { InventoryDatabase } from '../../testing/inventory-database.js';
import { delivered, requestMessage } from '../../testing/requests.js';
import { valueOf } from '../../testing/scenario.js';
import { unluckyReplica } from '../../testing/unlucky-replica.js';
import { findDrift } from '../reconcile/reconciler.js';
import { ServeRequests } from './serve-requests.js';

const GROUP = 'inventory.serve-requests';
const now = (): string => new Date().toISOString();
let made = 0;

const unit = (sku: string, quantity = 1, locationId = 'store-1') => ({ sku, locationId, quantity });

const asksToReserve = (orderId: string, lines: ReturnType<typeof unit>[], reservationId = `of-${orderId}`) =>
  delivered(requestMessage(ReserveRequested, { reservationId, reference: orderId, lines }));

const ofOrder = (orderId: string) => ({ reservationId: `of-${orderId}`, reference: orderId });

describe('Requests of other services', () => {
  let inventory: InventoryDatabase;
  let batcher: StockBatcher;
  let one: ServeRequests;
  let other: ServeRequests;

  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
    await inventory.addLocations('store-1', 'store-2', 'warehouse-1');
    batcher = await inventory.replica();
    one = new ServeRequests(batcher);
    other = new ServeRequests(await inventory.replica());
  });
  afterAll(() => inventory.close());
  afterEach(async () => expect(await inventory.drift()).toEqual([]));

  /** So many units of a new item are at the store. */
  const stocked = async (sku: string, quantity: number): Promise<void> => {
    await inventory.addItems([sku]);
    const movement = aMovement('receipt', quantity, {
      movementId: `stock-${++made}`,
      sku,
      occurredAt: now(),
    });
    valueOf(await batcher.submit(postMovement(movement)));
  };

  const serve = (service: ServeRequests, ...messages: InboundMessage[]) => service.serve(messages, GROUP);

  /** What the order was told of its reservation, in order. */
  const told = async (orderId: string): Promise<string[]> => {
    const rows = await inventory.query<{ type: string; data: string }>(
      `SELECT type, data FROM inventory.outbox WHERE topic = 'inventory.reservations.v1' AND key = $1 ORDER BY id`,
      [`of-${orderId}`],
    );
    return rows.map(({ type, data }) => {
      const fact = type.replace(/^inventory\.reservation-(.*)\.v1$/, '$1');
      const { code } = JSON.parse(data) as { code?: string };
      return code === undefined ? fact : `${fact}: ${code}`;
    });
  };

  it('have one effect and one answer, however often they come and to whichever replica', async () => {
    await stocked('OFTEN', 10);
    const messages = Array.from({ length: 10 }, (_, i) => asksToReserve(`often-${i}`, [unit('OFTEN')]));
    const twice = messages.flatMap((message) => [message, message]);
    await Promise.all([serve(one, ...twice), serve(other, ...messages), serve(other, ...messages)]);
    await serve(one, ...messages);
    expect(await inventory.level('store-1', 'OFTEN')).toMatchObject({ committed: 10, sequence: 11 });
    expect(await told('often-3')).toEqual(['committed']);
  });

  it('for the last unit, through two replicas at once: one gets it, the others are told that they do not', async () => {
    await stocked('LAST', 1);
    const orders = Array.from({ length: 20 }, (_, i) => `last-${i}`);
    const messages = orders.map((order) => asksToReserve(order, [unit('LAST')]));
    await Promise.all([serve(one, ...messages.slice(0, 10)), serve(other, ...messages.slice(10))]);
    const answers = (await Promise.all(orders.map(told))).map((answer) => answer.join());
    expect(answers.filter((answer) => answer === 'committed')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'refused: insufficient_stock')).toHaveLength(19);
    expect(await inventory.level('store-1', 'LAST')).toMatchObject({ onHand: 1, committed: 1 });
    const [refused] = await inventory.events('inventory.reservation-refused.v1');
    expect(refused?.data).toMatchObject({
      request: 'reserve',
      code: 'insufficient_stock',
      lines: [
        { sku: 'LAST', locationId: 'store-1', requested: 1, available: 0, reason: 'insufficient_stock' },
      ],
    });
  });

  it('of one order are served in its order, in one delivery or in several', async () => {
    await stocked('ORDERLY', 10);
    const order = ofOrder('orderly');
    const lines = [unit('ORDERLY', 3)];
    const staged = [{ sku: 'ORDERLY', locationId: 'store-1', staged: 2 }];
    await serve(
      one,
      delivered(requestMessage(StageRequested, { ...order, lines: staged })),
      asksToReserve('orderly', lines),
      delivered(requestMessage(StageRequested, { ...order, lines: staged })),
      delivered(requestMessage(FulfillRequested, { ...order, lines: [unit('ORDERLY', 2)] })),
    );
    await serve(other, delivered(requestMessage(ReleaseRequested, order)));
    expect(await told('orderly')).toEqual([
      'refused: reservation_not_found',
      'committed',
      'fulfilled',
      'released',
    ]);
    expect(await inventory.level('store-1', 'ORDERLY')).toMatchObject({ onHand: 8, committed: 0 });
  });

  it('asked anew under another message are answered anew, with no second effect', async () => {
    await stocked('ANEW', 5);
    const order = ofOrder('anew');
    const lines = [unit('ANEW', 2)];
    for (const service of [one, other]) await serve(service, asksToReserve('anew', lines));
    for (const service of [one, other])
      await serve(service, delivered(requestMessage(CommitRequested, order)));
    for (const service of [one, other]) {
      await serve(service, delivered(requestMessage(FulfillRequested, { ...order, lines })));
    }
    expect(await told('anew')).toEqual([
      'committed', 'committed', 'committed', 'committed', 'fulfilled', 'fulfilled',
    ]); // prettier-ignore
    expect(await inventory.level('store-1', 'ANEW')).toMatchObject({ onHand: 3, committed: 0, sequence: 3 });
  });

  it('commit a hold of the shop, whose events go on under the reference of the shop', async () => {
    await stocked('HELD', 5);
    valueOf(await batcher.submit(reserve('of-held', { reference: 'cart-7', lines: [unit('HELD', 2)] })));
    const message = requestMessage(CommitRequested, ofOrder('held'), { correlationId: 'checkout-7' });
    await serve(one, delivered(message));
    const [committed] = await inventory.query<{ data: string; correlation_id: string; causation_id: string }>(
      `SELECT data, correlation_id, causation_id FROM inventory.outbox
       WHERE key = 'of-held' AND type = 'inventory.reservation-committed.v1'`,
    );
    expect(JSON.parse(committed?.data ?? '')).toMatchObject({ reference: 'cart-7', status: 'committed' });
    expect(committed).toMatchObject({
      correlation_id: 'checkout-7',
      causation_id: message.headers['ce_id'],
    });
  });

  describe('whose answer from the database is lost at COMMIT', () => {
    it.each(['before', 'after'] as const)('%s it took effect: take effect once', async (moment) => {
      const sku = `LOST-${moment}`;
      await stocked(sku, 5);
      const cuts = { left: 1 };
      const unlucky = new ServeRequests(await unluckyReplica(inventory, moment, cuts));
      const message = asksToReserve(`lost-${moment}`, [unit(sku)]);
      expect(await serve(unlucky, message)).toEqual([{ status: 'done' }]);
      expect(cuts.left).toBe(0);
      await serve(one, message);
      expect(await inventory.level('store-1', sku)).toMatchObject({ committed: 1, sequence: 2 });
      expect(await told(`lost-${moment}`)).toEqual(['committed']);
    });

    it('after it took effect, and then halved for another failure: still once', async () => {
      await stocked('LOST-HALVED', 5);
      const cuts = { left: 1, thenTimesOut: true };
      const unlucky = await unluckyReplica(inventory, 'after', cuts, { lanes: 1 });
      const outcomes = await serve(
        new ServeRequests(unlucky),
        asksToReserve('lost-halved', [unit('LOST-HALVED')]),
        delivered(
          requestMessage(ReceiveRequested, {
            receiptId: 'lost-halved',
            reference: 'return-lost',
            locationId: 'store-1',
            occurredAt: now(),
            reason: 'customer_return',
            lines: [{ lineId: '1', sku: 'LOST-HALVED', quantity: 1, disposition: 'restock' }],
          }),
        ),
      );
      expect(cuts).toEqual({ left: 0, thenTimesOut: false });
      expect(outcomes).toEqual([{ status: 'done' }, { status: 'done' }]);
      expect(await inventory.level('store-1', 'LOST-HALVED')).toMatchObject({
        onHand: 6,
        committed: 1,
        sequence: 3,
      });
    });
  });

  it('beside a command that poisons their batch are served once', async () => {
    await stocked('BESIDE', 9);
    const poison = postMovement(
      aMovement('receipt', 1, {
        movementId: 'poison',
        sku: 'BESIDE',
        occurredAt: now(),
        reason: 'NUL \u0000',
      }),
    );
    const orders = Array.from({ length: 8 }, (_, i) => `beside-${i}`);
    const [poisoned, ...outcomes] = await Promise.allSettled([
      batcher.submit(poison),
      ...orders.map((order) => serve(one, asksToReserve(order, [unit('BESIDE')]))),
    ]);
    expect(poisoned?.status).toBe('rejected');
    expect(outcomes.map(({ status }) => status)).toEqual(orders.map(() => 'fulfilled'));
    expect(await inventory.level('store-1', 'BESIDE')).toMatchObject({ committed: 8, sequence: 9 });
  });

  it('that make no sense are set aside with their reason, and harm no neighbour', async () => {
    await stocked('SENSE', 5);
    const [good] = [asksToReserve('sense', [unit('SENSE')])];
    const notJson = { ...asksToReserve('not-json', [unit('SENSE')]), value: Buffer.from('no') };
    const unknown = asksToReserve('unknown', [unit('SENSE')]);
    const outcomes = await serve(
      one,
      asksToReserve('sense', [unit('SENSE', 1.5)]),
      notJson,
      { ...unknown, headers: { ...unknown.headers, ce_type: 'inventory.paint-requested.v1' } },
      good,
    );
    expect(outcomes.map((outcome) => (outcome.status === 'done' ? 'done' : outcome.reason.code))).toEqual([
      'invalid_event',
      'malformed_json',
      'unknown_request',
      'done',
    ]);
    expect(outcomes[0]).toMatchObject({ reason: { detail: expect.stringContaining('lines[0].quantity') } });
    expect(await told('sense')).toEqual(['committed']);
  });

  describe('about units that come back', () => {
    const receipt = (sku: string, receiptId: string, disposition: 'restock' | 'quarantine' | 'dispose') =>
      delivered(
        requestMessage(ReceiveRequested, {
          receiptId,
          reference: `return-of-${receiptId}`,
          locationId: 'store-2',
          occurredAt: now(),
          reason: 'customer_return',
          lines: [{ lineId: '1', sku, quantity: 2, disposition }],
        }),
      );

    it('make the level they come back to, and set aside what is not to be sold', async () => {
      await inventory.addItems(['BACK']);
      const messages = [
        receipt('BACK', 'restocked', 'restock'),
        receipt('BACK', 'held', 'quarantine'),
        receipt('BACK', 'binned', 'dispose'),
      ];
      await Promise.all([serve(one, ...messages), serve(other, ...messages)]);
      expect(await inventory.level('store-2', 'BACK')).toMatchObject({
        onHand: 4,
        qualityControl: 2,
        sequence: 4,
      });
    });

    it('wait as a dead letter for an item that is not known, and are then taken in once', async () => {
      const message = receipt('LATER', 'later', 'restock');
      const neighbour = receipt('BACK', 'neighbour', 'restock');
      expect(await serve(one, message, neighbour)).toMatchObject([
        { status: 'dead', reason: { code: 'unknown_sku', detail: expect.stringContaining('LATER') } },
        { status: 'done' },
      ]);
      await inventory.addItems(['LATER']);
      expect(await serve(one, message, neighbour)).toEqual([{ status: 'done' }, { status: 'done' }]);
      expect(await serve(other, message)).toEqual([{ status: 'done' }]);
      expect(await inventory.level('store-2', 'LATER')).toMatchObject({ onHand: 2, sequence: 1 });
    });
  });

  it('for a transfer plan it once; it moves what is under quality control, and holds it on arrival', async () => {
    await stocked('SENT-BACK', 5);
    valueOf(
      await batcher.submit(
        postMovement(
          aMovement('quality_hold', 3, { movementId: 'hold', sku: 'SENT-BACK', occurredAt: now() }),
        ),
      ),
    );
    const message = delivered(
      requestMessage(TransferRequested, {
        transferId: 'sent-back',
        reference: 'return-1',
        from: 'store-1',
        to: 'warehouse-1',
        stockStatus: 'quality_control',
        lines: [{ sku: 'SENT-BACK', quantity: 3 }],
      }),
    );
    await Promise.all([serve(one, message), serve(other, message)]);
    const transfer = { commandId: 'ship', transferId: 'sent-back' };
    valueOf(await batcher.submit({ type: 'ship_transfer', ...transfer }));
    expect(await inventory.level('store-1', 'SENT-BACK')).toMatchObject({ onHand: 2, qualityControl: 0 });
    const arrived = await batcher.submit({ type: 'receive_transfer', ...transfer, final: true });
    expect(valueOf(arrived)).toMatchObject({ status: 'received', stockStatus: 'quality_control' });
    expect(await inventory.level('warehouse-1', 'SENT-BACK')).toMatchObject({
      onHand: 3,
      qualityControl: 3,
    });
  });

  describe('about picked units', () => {
    const stage = (orderId: string, sku: string, staged: number) =>
      delivered(
        requestMessage(StageRequested, {
          ...ofOrder(orderId),
          lines: [{ sku, locationId: 'store-1', staged }],
        }),
      );

    it('keep them out of a count of the shelf, also one that says what was there before they left', async () => {
      await stocked('SHELF', 10);
      await serve(one, asksToReserve('shelf', [unit('SHELF', 4)]), stage('shelf', 'SHELF', 3));
      const countedAt = now();
      await serve(
        one,
        delivered(requestMessage(FulfillRequested, { ...ofOrder('shelf'), lines: [unit('SHELF', 2)] })),
      );
      const count = (countId: string, quantity: number, at: string) =>
        delivered(
          requestMessage(CountRequested, {
            countId,
            reference: 'shelf',
            locationId: 'store-1',
            countedAt: at,
            lines: [{ sku: 'SHELF', quantity }],
          }),
        );
      await serve(other, count('before', 7, countedAt));
      expect((await inventory.level('store-1', 'SHELF'))['onHand']).toBe(8);
      await serve(other, count('empty', 0, now()));
      expect(await inventory.level('store-1', 'SHELF')).toMatchObject({ onHand: 1, committed: 2 });
    });

    it('keep them out of the count that comes with a short pick, though it is of the moment before the ledger hears of it', async () => {
      await stocked('SHORT', 5);
      await serve(one, asksToReserve('short', [unit('SHORT', 2)]));
      const time = new Date();
      const order = ofOrder('short');
      await serve(
        one,
        delivered(requestMessage(ReleaseRequested, { ...order, lines: [unit('SHORT')] }, { time })),
        delivered(
          requestMessage(
            StageRequested,
            { ...order, lines: [{ sku: 'SHORT', locationId: 'store-1', staged: 1 }] },
            { time },
          ),
        ),
        delivered(
          requestMessage(CountRequested, {
            countId: 'short-pick',
            reference: 'short',
            locationId: 'store-1',
            countedAt: time.toISOString(),
            lines: [{ sku: 'SHORT', quantity: 0 }],
          }),
        ),
      );
      expect(await inventory.level('store-1', 'SHORT')).toMatchObject({ onHand: 1, committed: 1 });
    });

    it('keep them out of what is at risk when the till takes promised units', async () => {
      await stocked('BAGGED', 6);
      await serve(
        one,
        asksToReserve('bagged', [unit('BAGGED', 3)]),
        stage('bagged', 'BAGGED', 2),
        asksToReserve('in-bag', [unit('BAGGED', 3)]),
        stage('in-bag', 'BAGGED', 3),
      );
      const sale = { saleId: 'till', occurredAt: now(), lines: [aSaleLine({ sku: 'BAGGED', quantity: 4 })] };
      valueOf(await batcher.submit(recordSale(sale)));
      const oversold = (await inventory.events('inventory.oversold.v1')).find(
        ({ data }) => data['sku'] === 'BAGGED',
      );
      expect(oversold?.data).toMatchObject({
        shortage: 4,
        atRisk: [{ reservationId: 'of-bagged', reference: 'bagged', status: 'committed', quantity: 1 }],
      });
    });

    it('are reconciled: what the ledger says is picked is what the promises say', async () => {
      await stocked('PROVED', 5);
      await serve(one, asksToReserve('proved', [unit('PROVED', 3)]), stage('proved', 'PROVED', 2));
      expect((await findDrift(inventory.dataSource)).drift).toEqual([]);
      const spoil = (staged: number) =>
        inventory.query(
          `UPDATE inventory.reservation_line SET staged = $1 WHERE reservation_id = 'of-proved'`,
          [staged],
        );
      await spoil(1);
      expect((await findDrift(inventory.dataSource)).drift).toEqual([
        {
          invariant: 'staged',
          sku: 'PROVED',
          locationId: 'store-1',
          field: 'staged',
          expected: 2,
          actual: 1,
        },
      ]);
      await spoil(2);
    });

    it('are never more than what is held: the database says so too', async () => {
      await stocked('CHECKED', 3);
      await serve(one, asksToReserve('checked', [unit('CHECKED', 3)]));
      await expect(
        inventory.query(
          `UPDATE inventory.reservation_line SET staged = 4 WHERE reservation_id = 'of-checked'`,
        ),
      ).rejects.toMatchObject({ code: '23514' });
    });
  });
});
