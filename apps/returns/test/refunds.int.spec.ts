import {
  LocationChanged,
  OrderRefundDue,
  RefundIssued,
  RefundRequested,
  ReturnCancelled,
  ReturnCompleted,
  SaleRecorded,
} from '#contracts';
import { eventually, uniqueId } from '#testing';
import { aLocation, aSale, returnableOf } from '../src/testing/facts.js';
import { ReturnsShop } from '../src/testing/returns-app.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What happens when time goes by, with two replicas that both look for what is due. */
describe('A refund', () => {
  let shop: ReturnsShop;

  beforeAll(async () => {
    shop = await ReturnsShop.open({ replicas: 2 });
    await shop.publish(LocationChanged, aLocation('store-1'));
    await shop.quiet();
  });
  afterAll(() => shop?.close());
  afterEach(() => {
    shop.aheadMs = 0;
  });

  /** A return of one unit for 10.00, received: its refund has been asked for. */
  const asked = async (): Promise<{ returnId: string; refundId: string; saleId: string }> => {
    const { returnId, saleId } = await authorised(1);
    await receive(returnId, 1);
    return { returnId, saleId, refundId: (await refundOf(returnId))?.refundId ?? '' };
  };
  const authorised = async (quantity: number): Promise<{ returnId: string; saleId: string }> => {
    const saleId = uniqueId('sale');
    const lines = [{ lineId: '1', sku: 'tea', quantity, unitPrice: '10.00' }];
    await shop.publish(SaleRecorded, aSale(saleId, { lines }));
    await shop.quiet();
    const returnId = uniqueId('return');
    await shop.ask('POST', '/returns', {
      returnId,
      saleId,
      method: 'store',
      resolution: 'refund',
      lines: [{ lineId: '1', quantity, reason: 'broken' }],
    });
    return { returnId, saleId };
  };
  const receive = (returnId: string, quantity: number) =>
    shop.ask('POST', `/returns/${returnId}/receive`, {
      locationId: 'store-1',
      lines: [{ lineId: '1', quantity, condition: 'as new', disposition: 'restock' }],
    });
  const refundOf = async (returnId: string) => {
    const { refunds } = await shop.ask<{
      refunds: { refundId: string; attempts: number; status: string; settledAt: string | null }[];
    }>('GET', `/returns/${returnId}`);
    return refunds[0];
  };
  const statusIs = (returnId: string, status: string) =>
    eventually(async () => {
      expect((await shop.ask('GET', `/returns/${returnId}`))['status']).toBe(status);
    });
  const settlement = (refund: { returnId: string; refundId: string }, more: object = {}) => ({
    returnId: refund.returnId,
    refundId: refund.refundId,
    amount: '10',
    currency: 'USD',
    settledAt: '2026-11-25T10:00:00+08:00',
    ...more,
  });
  const settle = (answer: object) =>
    shop.publishPlain('payments.refund-settled.v1', 'any key', JSON.stringify(answer));

  it('is settled once by the payment system, however often it says so, and the return is completed after that', async () => {
    const refund = await asked();
    await settle(settlement(refund));
    await settle(settlement(refund));
    await shop.quiet();
    expect(await refundOf(refund.returnId)).toMatchObject({
      status: 'settled',
      settledAt: '2026-11-25T02:00:00.000Z',
    });
    await statusIs(refund.returnId, 'refunded');
    shop.aheadMs = 2_000;
    await statusIs(refund.returnId, 'completed');
    const again = await shop.send('POST', `/refunds/${refund.refundId}/settle`, settlement(refund));
    expect(again).toMatchObject({ status: 200, body: { status: 'settled', attempts: 1 } });
    const { returnId } = refund;
    expect(await shop.told(RefundIssued, { returnId })).toMatchObject([{ data: { amount: '10.00' } }]);
    expect(await shop.told(ReturnCompleted, { returnId })).toHaveLength(1);
  });

  it('may be settled by HTTP, for what was asked for and for nothing else', async () => {
    const refund = await asked();
    const path = `/refunds/${refund.refundId}/settle`;
    const refusals = [
      [settlement(refund, { amount: '9.99' }), 409, 'refund_amount_differs'],
      [settlement(refund, { currency: 'EUR' }), 409, 'refund_amount_differs'],
      [settlement(refund, { returnId: 'another' }), 404, 'refund_not_found'],
      [settlement(refund, { refundId: 'another' }), 400, 'invalid_request'],
    ] as const;
    for (const [body, status, code] of refusals) {
      expect(await shop.send('POST', path, body)).toMatchObject({ status, body: { code } });
    }
    expect(await shop.send('POST', path, settlement(refund, { amount: 10 }))).toMatchObject({
      status: 200,
      body: {
        refundId: refund.refundId,
        returnId: refund.returnId,
        saleId: refund.saleId,
        status: 'settled',
      },
    });
  });

  it('that gets no answer is asked for again, later each time, once in all replicas, and shows', async () => {
    const refund = await asked();
    const { returnId } = refund;
    const attempts = (count: number) =>
      eventually(async () => expect((await refundOf(returnId))?.attempts).toBe(count));
    const unanswered = async () =>
      (await shop.ask<{ items: { refundId: string }[] }>('GET', '/refunds?status=requested&limit=500')).items;
    shop.aheadMs = HOUR + 1_000;
    await attempts(2);
    shop.aheadMs = 3 * HOUR + 2_000;
    await attempts(3);
    expect(await unanswered()).toContainEqual(
      expect.objectContaining({ refundId: refund.refundId, attempts: 3, amount: '10.00' }),
    );
    expect((await shop.told(RefundRequested, { returnId })).map(({ data }) => data['attempt'])).toEqual([
      1, 2, 3,
    ]);
    await settle(settlement(refund));
    await shop.quiet();
    shop.aheadMs = 30 * HOUR;
    await statusIs(returnId, 'completed');
    expect(await shop.told(RefundRequested, { returnId })).toHaveLength(3);
    expect(await unanswered()).not.toContainEqual(expect.objectContaining({ refundId: refund.refundId }));
  });

  it('is a dead letter with its reason when the answer is no answer, or another one than was asked for', async () => {
    const refund = await asked();
    await shop.publish(OrderRefundDue, {
      orderId: 'order-1',
      customerId: 'customer-1',
      refundId: 'refund-of-an-order',
      reason: 'pickup_expired',
      amount: '5.00',
      currency: 'USD',
      lines: [],
    });
    await shop.quiet();
    await shop.publishPlain('payments.refund-settled.v1', 'k', 'paid!');
    await settle({ returnId: refund.returnId });
    await settle(settlement(refund, { amount: '10.01' }));
    await settle(settlement({ returnId: 'r-0', refundId: 'f-0' }));
    // Orders' refunds are settled on the same topic.
    await settle(settlement({ returnId: 'order-1', refundId: 'refund-of-an-order' }));
    await shop.quiet();
    await eventually(async () => {
      const letters = await shop.ask<{ items: { reason: { code: string } }[] }>(
        'GET',
        '/dead-letters?group=returns.settle-refunds',
      );
      expect(letters.items.map(({ reason }) => reason.code).toSorted()).toEqual([
        'invalid_settlement',
        'malformed_json',
        'refund_amount_differs',
        'refund_not_found',
      ]);
    });
    expect(await refundOf(refund.returnId)).toMatchObject({ status: 'requested' });
  });

  it('is asked for what had come when the rest of the return lapses, and the rest may be returned otherwise', async () => {
    const { returnId, saleId } = await authorised(3);
    const untouched = await authorised(1);
    await receive(returnId, 2);
    shop.aheadMs = 29 * DAY;
    expect((await returnableOf(shop, `saleId=${saleId}`)).lines).toMatchObject([{ authorized: 1 }]);
    shop.aheadMs = 30 * DAY + 60_000;
    await statusIs(returnId, 'inspected');
    await statusIs(untouched.returnId, 'cancelled');
    shop.aheadMs = 0;
    expect((await returnableOf(shop, `saleId=${saleId}`)).lines).toMatchObject([
      { returned: 2, authorized: 0, returnable: 1 },
    ]);
    expect(await shop.told(RefundRequested, { returnId, attempt: 1 })).toMatchObject([
      { data: { amount: '20.00' } },
    ]);
    for (const id of [returnId, untouched.returnId]) {
      expect(await shop.told(ReturnCancelled, { returnId: id })).toMatchObject([
        { data: { reason: 'lapsed' } },
      ]);
    }
  });
});
