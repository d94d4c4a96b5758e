import { newSecret } from '#platform';
import { uniqueId } from '#testing';
import { SecuredShelfstream } from './secured.js';

/** Words that say who somebody is, or open a door. None of them may be in any line of the log. */
const ADA = {
  name: 'Augusta Ada King-Noel',
  email: 'augusta.king@customers.example',
  phone: '+15135550142',
  address: '12 St James Square, Cincinnati',
  words: 'I was ill, said Augusta',
};

describe('The log', () => {
  let shop: SecuredShelfstream;
  let token: string;
  const secrets: string[] = [];

  beforeAll(async () => {
    shop = await SecuredShelfstream.start((secured) => {
      token = secured.key({ scopes: ['*'] });
      secrets.push(token, secured.key({ scopes: ['*'], revokedAt: '2026-01-01T00:00:00Z' }));
    });
    secrets.push(newSecret('nobody', new Date()).token);
    secrets.push(await shop.issuer.token({ sub: 'ada', scope: '*', name: ADA.name, email: ADA.email }));
    secrets.push(await shop.issuer.token({ sub: 'ada', email: ADA.email }, { expiresIn: -60 }));
    secrets.push(await shop.issuer.token({ sub: 'ada', email: ADA.email }, { forged: true }));
    secrets.push('whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0', 'Basic dXNlcjpodW50ZXIy');
  }, 120_000);
  afterAll(() => shop?.stop());

  const send = (path: string, body?: unknown, headers: Record<string, string> = {}, method = 'POST') =>
    fetch(`${shop.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  it('holds no secret and no personal datum at any level, whatever is sent and whatever fails', async () => {
    const customerId = uniqueId('customer');
    const shipTo = { name: ADA.name, address: ADA.address, latitude: 39.123456, longitude: -84.654321 };
    const lines = [{ lineId: '1', sku: 'none', quantity: 1, unitPrice: '1.00' }];
    const order = { orderId: uniqueId('order'), channel: 'web', customerId, method: 'ship', shipTo, lines };
    const answers = [
      await send(
        `/notifications/v1/contacts/${customerId}`,
        { ...ADA, locale: 'en', address: undefined, words: undefined },
        {},
        'PUT',
      ),
      // Not what the schema asks for, in every way.
      await send(
        `/notifications/v1/contacts/${customerId}`,
        { email: `${ADA.email} `, phone: [ADA.phone], name: { first: ADA.name } },
        {},
        'PUT',
      ),
      await send('/orders/v1/orders', order),
      await send('/orders/v1/orders', { ...order, shipTo: { ...shipTo, latitude: ADA.address } }),
      await send('/orders/v1/orders', `{"shipTo": {"address": "${ADA.address}" "name": "${ADA.name}"}}`),
      await send('/orders/v1/orders', { ...order, orderId: 'nul', customerId: `${ADA.name}\0` }),
      await send('/orders/v1/fulfillments/none/handover', { pickupCode: 'HUNTER22', collectedBy: ADA.name }),
      await send('/returns/v1/returns', {
        ...{ returnId: 'r', orderId: 'none', method: 'store', resolution: 'refund' },
        lines: [{ lineId: '1', quantity: 1, reason: ADA.words }],
      }),
      await send('/notifications/v1/webhooks', {
        url: 'https://user:hunter2@192.0.2.1/hook',
        eventTypes: ['nothing'],
        secret: secrets.at(-2),
      }),
      await send(`/notifications/v1/contacts/${encodeURIComponent(ADA.email)}/nothing`, undefined, {}, 'GET'),
      await send(
        `/notifications/v1/deliveries?customerId=${encodeURIComponent(ADA.email)}&phone=${encodeURIComponent(ADA.phone)}`,
        undefined,
        {},
        'GET',
      ),
      await send('/inventory/v1/sales', {
        sales: [{ saleId: 's', customerId: ADA.email, lines: ADA.words }],
      }),
    ];
    for (const secret of secrets) {
      const authorization = secret.startsWith('Basic') ? secret : `Bearer ${secret}`;
      answers.push(await send('/orders/v1/orders', order, { authorization, cookie: `session=${secret}` }));
      answers.push(
        await send(
          `/inventory/v1/levels?token=${secret}`,
          undefined,
          { authorization, 'x-api-key': secret },
          'GET',
        ),
      );
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201, 400, 401, 404]));

    // What fails unforeseen is logged with all that is known of it.
    await shop.breakDatabase('notifications');
    const failed = await send(
      `/notifications/v1/contacts/${customerId}`,
      { ...ADA, locale: 'en', address: undefined, words: undefined },
      {},
      'PUT',
    );
    expect(failed.status).toBe(500);
    expect(shop.log).toContain(((await failed.json()) as { instance: string }).instance);

    expect(shop.log.split('\n').length).toBeGreaterThan(answers.length);
    const found = [
      ...Object.values(ADA),
      ...secrets,
      'HUNTER22',
      'hunter2',
      '39.123456',
      '84.654321',
      'Bearer',
      'augusta.king',
    ]
      .flatMap((word) => [word, word.split('_').at(-1)!, encodeURIComponent(word)])
      .filter((word) => shop.log.toLowerCase().includes(word.toLowerCase()));
    expect(
      found.map((word) =>
        shop.log.split('\n').find((line) => line.toLowerCase().includes(word.toLowerCase())),
      ),
    ).toEqual([]);
  });
});
