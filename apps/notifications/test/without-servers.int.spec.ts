import { FulfillmentReadyForPickup, FulfillmentShipped, type Delivery } from '#contracts';
import { pickupCode } from '#platform';
import { eventually, uniqueId } from '#testing';
import { EXAMPLES } from '../src/testing/examples.js';
import { NotificationsBed, PICKUP_CODE_SECRET } from '../src/testing/notifications-bed.js';

describe('On a laptop, with neither mail server nor provider', () => {
  let bed: NotificationsBed;

  beforeAll(async () => {
    bed = await NotificationsBed.open();
  });
  afterAll(() => bed?.close());

  it('messages count as sent, can be looked at, and the log says nothing of whom they are for', async () => {
    const customerId = uniqueId('customer');
    const person = { name: 'Ada Lovelace', email: 'ada@customers.example', phone: '+15135550142' };
    await bed.ask('PUT', `/contacts/${customerId}`, { ...person, channels: ['email', 'sms'] });
    await bed.publish(FulfillmentReadyForPickup, { ...EXAMPLES.ready_for_pickup, customerId });
    const deliveries = await bed.deliveriesAre(`customerId=${customerId}`, [
      { status: 'sent' },
      { status: 'sent' },
    ]);
    const code = pickupCode(PICKUP_CODE_SECRET, 'f-1', 2);
    for (const { deliveryId, channel } of deliveries) {
      const preview = await bed.ask('GET', `/deliveries/${deliveryId}/preview`);
      expect(preview).toMatchObject({ deliveryId, channel, text: expect.stringContaining(code) as unknown });
      expect(bed.logs.join('')).toContain(deliveryId);
    }
    for (const secret of [...Object.values(person), code]) expect(bed.logs.join('')).not.toContain(secret);
  });

  it('a delivery tells when it is tried next, and who it is for', async () => {
    const customerId = uniqueId('customer');
    await bed.publish(FulfillmentShipped, { ...EXAMPLES.shipped, customerId });
    const [delivery] = await bed.deliveriesAre(`customerId=${customerId}`, [{ status: 'suppressed' }]);
    expect(await bed.ask<Delivery>('GET', `/deliveries/${delivery?.deliveryId}`)).toEqual({
      deliveryId: delivery?.deliveryId,
      customerId,
      locationId: null,
      webhookId: null,
      channel: 'email',
      template: 'shipped',
      eventId: delivery?.eventId,
      eventType: FulfillmentShipped.type,
      status: 'suppressed',
      attempts: 1,
      lastError: 'no_contact',
      nextAttemptAt: null,
      sentAt: null,
      createdAt: delivery?.createdAt,
    });
    await eventually(async () =>
      expect(await bed.published('notifications.delivery-finished.v1')).toContainEqual(
        expect.objectContaining({ deliveryId: delivery?.deliveryId, status: 'suppressed' }),
      ),
    );
  });

  it('who is told at a store can be changed, and be nobody', async () => {
    const store = uniqueId('store');
    const path = `/store-contacts/${store}`;
    const put = await bed.send('PUT', path, { phone: '+15135550142' });
    expect(put).toMatchObject({
      status: 201,
      body: { locationId: store, email: null, phone: '+15135550142', locale: 'en' },
    });
    expect((await bed.send('PUT', path, { email: 'store@shop.example' })).status).toBe(200);
    expect(await bed.ask('GET', path)).toMatchObject({ email: 'store@shop.example', phone: null });
    expect((await bed.send('DELETE', path)).status).toBe(204);
    expect((await bed.send('GET', path)).status).toBe(404);
  });
});
