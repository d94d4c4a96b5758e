import { parseArgs } from 'node:util';
import { Journal } from './journal.js';
import { createReceiver } from './receiver.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    journal: { type: 'string', default: 'events.ndjson' },
  },
});
const secret = process.env.WEBHOOK_SECRET;
if (!secret) {
  console.error(
    'Set WEBHOOK_SECRET to the secret of the webhook, such as whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw.',
  );
  process.exit(1);
}
const journal = new Journal(values.journal);
await journal.open();
const server = createReceiver({
  secret,
  keep: (id, event) => journal.add(id, event),
  onEvent: ({ type, timestamp }) => console.log(`${timestamp} ${type}`),
});
server.listen(Number(values.port), '127.0.0.1', () =>
  console.log(`Listening on port ${server.address().port}.`),
);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
