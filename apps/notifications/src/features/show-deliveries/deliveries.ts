import type {
  Channel,
  Delivery,
  DeliveryPage,
  DeliveryPreview,
  DeliveryQuery,
  DeliveryStatus,
} from '#contracts';
import { Where } from '#persistence';
import { Clock, page } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { MessageWriter } from '../../deliveries/message-writer.js';
import { NOTIFICATIONS } from '../../persistence/schema.js';
import { webhookBody } from '../../webhooks/webhook-client.js';
import { uuidCursor } from '../uuid-cursor.js';

interface DeliveryRow {
  delivery_id: string;
  customer_id: string | null;
  location_id: string | null;
  webhook_id: string | null;
  channel: Channel;
  template: string;
  event_id: string;
  event_type: string;
  status: DeliveryStatus;
  attempts: number;
  last_error: string | null;
  next_attempt_at: Date | null;
  sent_at: Date | null;
  created_at: Date;
}

const COLUMNS = `delivery_id, customer_id, location_id, webhook_id, channel, template, event_id, event_type, status,
  attempts, last_error, next_attempt_at, sent_at, created_at`;

/** What became of each message, and sending again those that were not sent. */
@Injectable()
export class Deliveries {
  constructor(
    @InjectDataSource(NOTIFICATIONS) private readonly dataSource: DataSource,
    private readonly writer: MessageWriter,
    private readonly clock: Clock,
  ) {}

  /** A page of the deliveries, newest first. */
  async page({ limit, cursor, ...filter }: DeliveryQuery): Promise<DeliveryPage> {
    const where = new Where()
      .equals('customer_id', filter.customerId)
      .equals('location_id', filter.locationId)
      .equals('webhook_id', filter.webhookId)
      .equals('status', filter.status);
    if (cursor !== undefined) where.and('delivery_id < ?', uuidCursor(cursor));
    const rows = (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM notifications.delivery ${where} ORDER BY delivery_id DESC LIMIT ${limit + 1}`,
      where.values,
    )) as DeliveryRow[];
    return page(rows, limit, deliveryView, (row) => [row.delivery_id]);
  }

  async find(deliveryId: string): Promise<Delivery | undefined> {
    const [row] = (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM notifications.delivery WHERE delivery_id = $1`,
      [deliveryId],
    )) as DeliveryRow[];
    return row && deliveryView(row);
  }

  /**
   * Sends it again, now: one that failed, was suppressed or waits for its next try. Whether it may be sent is judged anew.
   * `delivery_sent` when it was sent already.
   */
  async retry(deliveryId: string): Promise<Delivery | 'delivery_not_found' | 'delivery_sent'> {
    const [[row]] = (await this.dataSource.query(
      `UPDATE notifications.delivery SET status = 'pending', attempts = 0, next_attempt_at = $2
       WHERE delivery_id = $1 AND (status IN ('failed', 'suppressed')
         OR (status = 'pending' AND next_attempt_at > $2 AND last_error IS NOT NULL))
       RETURNING ${COLUMNS}`,
      [deliveryId, this.clock.now()],
    )) as [DeliveryRow[], number];
    if (row !== undefined) return deliveryView(row);
    const found = await this.find(deliveryId);
    if (found === undefined) return 'delivery_not_found';
    return found.status === 'sent' ? 'delivery_sent' : found;
  }

  /** What it would say if it were sent now. */
  async preview(deliveryId: string): Promise<DeliveryPreview | undefined> {
    const [row] = (await this.dataSource.query(
      `SELECT channel, template, customer_id AS "customerId", location_id AS "locationId", data,
         event_type AS type, occurred_at AS "occurredAt"
       FROM notifications.delivery WHERE delivery_id = $1`,
      [deliveryId],
    )) as {
      channel: Channel;
      template: string;
      customerId: string | null;
      locationId: string | null;
      data: unknown;
      type: string;
      occurredAt: Date;
    }[];
    if (row === undefined) return undefined;
    const { channel } = row;
    if (channel === 'webhook') {
      return { deliveryId, channel, subject: null, text: webhookBody(row), html: null };
    }
    const recipient = await this.writer.recipientOf(row);
    if (channel === 'email') return { deliveryId, channel, ...(await this.writer.mail(row, recipient)) };
    return { deliveryId, channel, subject: null, text: await this.writer.text(row, recipient), html: null };
  }
}

const deliveryView = (row: DeliveryRow): Delivery => ({
  deliveryId: row.delivery_id,
  customerId: row.customer_id,
  locationId: row.location_id,
  webhookId: row.webhook_id,
  channel: row.channel,
  template: row.template,
  eventId: row.event_id,
  eventType: row.event_type,
  status: row.status,
  attempts: row.attempts,
  lastError: row.last_error,
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  sentAt: row.sent_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
});
