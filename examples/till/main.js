// A till at the keyboard: each line of standard input is a sale, "SKU QUANTITY AMOUNT [SKU QUANTITY AMOUNT ...]".
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Till } from './till.js';

const { values } = parseArgs({
  options: {
    location: { type: 'string' },
    register: { type: 'string', default: '1' },
    currency: { type: 'string', default: 'USD' },
    spool: { type: 'string', default: 'spool' },
    brokers: { type: 'string', default: process.env.KAFKA_BROKERS ?? 'localhost:9092' },
  },
});
if (values.location === undefined) {
  console.error(
    'Usage: node main.js --location store-343 [--register 1] [--brokers host:9092] [--spool FOLDER]',
  );
  process.exit(1);
}

const { KAFKA_SSL, KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD } = process.env;
let online;
const till = new Till({
  locationId: values.location,
  registerId: values.register,
  currency: values.currency,
  spoolFolder: values.spool,
  kafka: {
    brokers: values.brokers.split(','),
    ssl: KAFKA_SSL === 'true',
    ...(KAFKA_SASL_MECHANISM && {
      sasl: { mechanism: KAFKA_SASL_MECHANISM, username: KAFKA_SASL_USERNAME, password: KAFKA_SASL_PASSWORD },
    }),
  },
  onState: (state) => {
    if (state.online && state.waiting > 0) return;
    if (state.online) console.log('All sales are sent.');
    else if (online !== false) console.log(`Offline (${state.reason}). Sales wait on the disk.`);
    online = state.online;
  },
});
await till.start();
console.log(
  `Till ${values.register} of ${values.location} is open; ${await till.waiting()} sales wait from before.`,
);

const input = createInterface({ input: process.stdin });
process.once('SIGINT', () => input.close());
process.once('SIGTERM', () => input.close());
for await (const text of input) {
  const cells = text.trim().split(/\s+/);
  const lines = [];
  for (let at = 0; at + 3 <= cells.length; at += 3) {
    lines.push({ sku: cells[at], quantity: Number(cells[at + 1]), amount: cells[at + 2] });
  }
  if (lines.length === 0 || lines.some(({ quantity }) => !Number.isInteger(quantity))) {
    console.log('A sale is "SKU QUANTITY AMOUNT", such as: 1082185 2 1.98');
    continue;
  }
  const sale = await till.ringUp(lines);
  console.log(`Receipt ${sale.saleId}`);
}
await till.stop();
console.log(`Closed; ${await till.waiting()} sales wait for the next start.`);
