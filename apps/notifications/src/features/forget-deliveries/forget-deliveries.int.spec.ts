import { runMigrations } from '#persistence';
import { Clock, uuidv7 } from '#platform';
import { createServiceDataSource } from '#service';
import { type TestDatabase, testDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { NotificationsEnvironment, notificationsSettings } from '../../config.js';
import { NOTIFICATIONS_SERVICE } from '../../service.js';
import { ForgetDeliveries } from './forget-deliveries.js';

const NOW = new Date('2026-11-25T12:00:00Z');
const DAY_MS = 86_400_000;

class FixedClock extends Clock {
  now(): Date {
    return NOW;
  }
}

describe('Deliveries of long ago', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = createServiceDataSource(NOTIFICATIONS_SERVICE, { url: database.url, poolSize: 2 });
    await dataSource.initialize();
    await runMigrations(dataSource, { schema: NOTIFICATIONS_SERVICE.name });
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const delivery = (name: string, status: string, days: number) =>
    dataSource.query(
      `INSERT INTO notifications.delivery (delivery_id, event_id, event_type, occurred_at, template, channel, recipient,
         customer_id, data, status, attempts, claims, next_attempt_at, sent_at, created_at)
       VALUES ($1, $2, 'x', $4, 'shipped', 'email', 'customer:c', 'c', '{}', $3, 0, 0,
         CASE WHEN $3 = 'pending' THEN now() END, CASE WHEN $3 = 'sent' THEN now() END, $4)`,
      [uuidv7(), name, status, new Date(NOW.getTime() - days * DAY_MS)],
    );
  const alert = (sku: string, told: number | null) =>
    dataSource.query(
      `INSERT INTO notifications.stock_alert (stock_alert_id, customer_id, sku, status, created_at, told_at)
       VALUES ($1, 'c', $2, $3, $4, $5)`,
      [
        uuidv7(),
        sku,
        told === null ? 'waiting' : 'told',
        new Date(NOW.getTime() - 400 * DAY_MS),
        told === null ? null : new Date(NOW.getTime() - told * DAY_MS),
      ],
    );

  it('are removed when they are finished, and nothing that still waits is', async () => {
    await delivery('sent long ago', 'sent', 91);
    await delivery('failed long ago', 'failed', 91);
    await delivery('waits since long ago', 'pending', 91);
    await delivery('sent lately', 'sent', 89);
    await alert('told long ago', 91);
    await alert('told lately', 89);
    await alert('waits', null);
    const settings = notificationsSettings(
      NotificationsEnvironment.parse({
        PICKUP_CODE_SECRET: 'a secret of the pickup codes',
        SEALING_SECRET: 'a secret of sealed values',
      }),
    );
    await new ForgetDeliveries(dataSource, settings, new FixedClock()).forget();
    const names = (sql: string) =>
      dataSource.query(sql).then((rows: { name: string }[]) => rows.map(({ name }) => name));
    expect(await names('SELECT event_id AS name FROM notifications.delivery ORDER BY 1')).toEqual([
      'sent lately',
      'waits since long ago',
    ]);
    expect(await names('SELECT sku AS name FROM notifications.stock_alert ORDER BY 1')).toEqual([
      'told lately',
      'waits',
    ]);
  });
});
