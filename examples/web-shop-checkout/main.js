// @ts-check
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createShelfstream } from '@shelfstream/client';
import { checkOut } from './checkout.js';
import { Payments } from './payments.js';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: process.env.SHELFSTREAM_URL ?? 'http://localhost:3000' },
    store: { type: 'string', default: 'store-343' },
    sku: { type: 'string', default: '1082185' },
    quantity: { type: 'string', default: '1' },
    price: { type: 'string', default: '0.99' },
    card: { type: 'string', default: 'good' },
    customer: { type: 'string', default: 'c-1' },
    checkout: { type: 'string', default: randomUUID() },
    payments: { type: 'string', default: 'payments.json' },
  },
});

const shop = createShelfstream({ baseUrl: values.url, token: process.env.SHELFSTREAM_KEY });
const payments = new Payments(values.payments);
const outcome = await checkOut(
  { shop, payments },
  {
    checkoutId: values.checkout,
    customerId: values.customer,
    storeId: values.store,
    currency: 'USD',
    card: values.card,
    lines: [{ sku: values.sku, quantity: Number(values.quantity), unitPrice: values.price }],
  },
);
console.log(JSON.stringify(outcome, null, 2));
process.exitCode = outcome.status === 'ordered' ? 0 : 1;
