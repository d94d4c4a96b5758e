import { type Contact, type ContactInput, CustomerErased } from '#contracts';
import { appendToOutbox, eraseFromMessaging, OutboxRelay, outboxRow } from '#messaging';
import { inTransaction } from '#persistence';
import { Clock, eraseIdempotencyAnswers } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { endDeliveries } from '../../deliveries/end-deliveries.js';
import { NOTIFICATIONS, SCHEMA } from '../../persistence/schema.js';

interface ContactRow {
  customer_id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  locale: Contact['locale'];
  channels: Contact['channels'];
  consents: Contact['consents'];
  quiet_hours: Contact['quietHours'];
  created_at: Date;
  updated_at: Date;
}

const COLUMNS =
  'customer_id, name, email, phone, locale, channels, consents, quiet_hours, created_at, updated_at';

/** How customers may be reached. A contact is replaced as a whole, and erased for good. */
@Injectable()
export class Contacts {
  constructor(
    @InjectDataSource(NOTIFICATIONS) private readonly dataSource: DataSource,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async put(customerId: string, input: ContactInput): Promise<{ contact: Contact; created: boolean }> {
    const [row] = (await this.dataSource.query(
      `INSERT INTO notifications.contact AS c (${COLUMNS})
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
       ON CONFLICT (customer_id) DO UPDATE SET
         name = excluded.name, email = excluded.email, phone = excluded.phone, locale = excluded.locale,
         channels = excluded.channels, consents = excluded.consents, quiet_hours = excluded.quiet_hours,
         updated_at = excluded.updated_at,
         back_in_stock_withdrawn_at =
           CASE WHEN 'back_in_stock' = ANY (c.consents) AND NOT 'back_in_stock' = ANY (excluded.consents)
             THEN excluded.updated_at ELSE c.back_in_stock_withdrawn_at END
       -- A row version that replaced none has no xmax.
       RETURNING ${COLUMNS}, xmax = 0 AS created`,
      [
        customerId,
        input.name ?? null,
        input.email ?? null,
        input.phone ?? null,
        input.locale,
        [...new Set(input.channels)],
        [...new Set(input.consents)],
        input.quietHours === undefined ? null : JSON.stringify(input.quietHours),
        this.clock.now(),
      ],
    )) as (ContactRow & { created: boolean })[];
    if (row === undefined) throw new Error('A contact that was saved is not there');
    return { contact: contactView(row), created: row.created };
  }

  async find(customerId: string): Promise<Contact | undefined> {
    const [row] = (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM notifications.contact WHERE customer_id = $1`,
      [customerId],
    )) as ContactRow[];
    return row && contactView(row);
  }

  /**
   * Forgets the person, here and, by `customer.erased.v1`, everywhere: also when nothing is known here, for another service
   * may know. What has not been sent is not sent. The pseudonym stays where it tells what was sent.
   */
  async erase(customerId: string): Promise<void> {
    const now = this.clock.now();
    await inTransaction(this.dataSource, async (tx) => {
      const [rows] = (await tx.query(
        'DELETE FROM notifications.contact WHERE customer_id = $1 RETURNING name, email, phone',
        [customerId],
      )) as [Pick<ContactRow, 'name' | 'email' | 'phone'>[], number];
      await tx.query('DELETE FROM notifications.stock_alert WHERE customer_id = $1', [customerId]);
      await endDeliveries(
        tx,
        { status: 'suppressed', reason: 'customer_erased' },
        { where: 'customer_id = $3', parameters: [customerId] },
        now,
      );
      await tx.query(
        `UPDATE notifications.delivery SET last_error = NULL WHERE customer_id = $1 AND status = 'failed'`,
        [customerId],
      );
      const person = { customerId, texts: rows.flatMap(({ name, email, phone }) => [name, email, phone]) };
      await eraseFromMessaging(tx, SCHEMA, person);
      await eraseIdempotencyAnswers(tx, SCHEMA, person);
      const data = { customerId, erasedAt: now.toISOString() };
      await appendToOutbox(tx, SCHEMA, [outboxRow(CustomerErased, data, { occurredAt: now })]);
    });
    this.relay.wake();
  }
}

const contactView = (row: ContactRow): Contact => ({
  customerId: row.customer_id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  locale: row.locale,
  channels: row.channels,
  consents: row.consents,
  quietHours: row.quiet_hours,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
