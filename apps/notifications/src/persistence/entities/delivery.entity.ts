import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** One message to one recipient by one channel, told of one event. Holds neither address nor text: both are looked up when it is sent. */
@Entity({ name: 'delivery', schema: SCHEMA })
@Check('delivery_attempts', `attempts >= 0 AND claims >= 0`)
@Check('delivery_channel', `channel IN ('email', 'sms', 'webhook')`)
@Check('delivery_due', `(status = 'pending') = (next_attempt_at IS NOT NULL)`)
@Check('delivery_recipient', `num_nonnulls(customer_id, location_id, webhook_id) = 1`)
@Check('delivery_sent', `(status = 'sent') = (sent_at IS NOT NULL)`)
@Check('delivery_status', `status IN ('pending', 'sent', 'failed', 'suppressed')`)
@Unique('delivery_once', ['eventId', 'template', 'channel', 'recipient'])
@Index('delivery_next', ['channel', 'nextAttemptAt'], { where: `status = 'pending'` })
@Index('delivery_next_of_webhook', ['webhookId', 'nextAttemptAt'], { where: `status = 'pending'` })
@Index('delivery_pending_about', ['about'], { where: `status = 'pending'` })
@Index('delivery_customer', ['customerId', 'deliveryId'], { where: `customer_id IS NOT NULL` })
@Index('delivery_location', ['locationId', 'deliveryId'], { where: `location_id IS NOT NULL` })
@Index('delivery_webhook', ['webhookId', 'deliveryId'], { where: `webhook_id IS NOT NULL` })
@Index('delivery_unsent', ['status', 'deliveryId'], {
  where: `status = ANY (ARRAY['pending'::text, 'failed'::text, 'suppressed'::text])`,
})
export class DeliveryEntity {
  @PrimaryColumn({ name: 'delivery_id', type: 'uuid', primaryKeyConstraintName: 'delivery_pk' })
  deliveryId!: string;

  @Column({ name: 'event_id', type: 'text', collation: 'C' })
  eventId!: string;

  @Column({ name: 'event_type', type: 'text' })
  eventType!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  @Column({ type: 'text' })
  template!: string;

  @Column({ type: 'text' })
  channel!: string;

  @Column({ type: 'text', collation: 'C' })
  recipient!: string;

  @Column({ name: 'customer_id', type: 'text', collation: 'C', nullable: true })
  customerId!: string | null;

  @Column({ name: 'location_id', type: 'text', collation: 'C', nullable: true })
  locationId!: string | null;

  @Column({ name: 'webhook_id', type: 'uuid', nullable: true })
  webhookId!: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  about!: string | null;

  @Column({ type: 'jsonb' })
  data!: unknown;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'integer' })
  claims!: number;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  @Column({ name: 'next_attempt_at', type: 'timestamptz', nullable: true })
  nextAttemptAt!: Date | null;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'correlation_id', type: 'text', nullable: true })
  correlationId!: string | null;

  /** W3C trace context of the event, where it has one. */
  @Column({ type: 'text', nullable: true })
  traceparent!: string | null;
}
