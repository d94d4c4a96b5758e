import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownKafka } from '#testing';
import { RunningShelfstream } from '../../apps/standalone/test/running-shelfstream.js';
import { Mailbox } from './mailbox.js';
import { Retailer } from './retailer.js';

/** How long a pickup waits at the counter in the tests, and how long before its end the customer is reminded, in seconds. */
export const PICKUP_HOLD_SECONDS = 6;
export const PICKUP_REMINDER_SECONDS = 4;

/** All of Shelfstream as `npm start` runs it, with a mail server, and a retailer who uses it. */
export interface ShopFloor {
  readonly retailer: Retailer;
  readonly mailbox: Mailbox;
  readonly shelfstream: RunningShelfstream;
  close(): Promise<void>;
}

/** On the transport named; for Kafka with a broker of its own. `env` adds settings. */
export async function openShopFloor(
  transport: 'postgres' | 'kafka',
  env: NodeJS.ProcessEnv = {},
): Promise<ShopFloor> {
  const folder = await mkdtemp(join(tmpdir(), 'shelfstream-e2e-'));
  const mailbox = await Mailbox.open();
  const kafka = transport === 'kafka' ? await ownKafka() : undefined;
  const shelfstream = await RunningShelfstream.startWith(
    { SMTP_URL: mailbox.url, ...(kafka && { KAFKA_BROKERS: kafka.brokers.join(',') }), ...env },
    folder,
    '--empty',
  );
  return {
    retailer: new Retailer(() => shelfstream.url),
    mailbox,
    shelfstream,
    close: async () => {
      await shelfstream.end();
      await mailbox.close();
      await kafka?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
