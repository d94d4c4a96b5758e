import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** An endpoint that is sent events. Its secret is sealed. */
@Entity({ name: 'webhook', schema: SCHEMA })
@Check('webhook_status', `status IN ('enabled', 'disabled')`)
@Check('webhook_disabled', `(status = 'disabled') = (disabled_reason IS NOT NULL)`)
export class WebhookEntity {
  @PrimaryColumn({ name: 'webhook_id', type: 'uuid', primaryKeyConstraintName: 'webhook_pk' })
  webhookId!: string;

  @Column({ type: 'text' })
  url!: string;

  @Column({ name: 'event_types', type: 'text', array: true })
  eventTypes!: string[];

  @Column({ name: 'sealed_secret', type: 'text' })
  sealedSecret!: string;

  @Column({ type: 'text' })
  status!: string;

  @Column({ name: 'disabled_reason', type: 'text', nullable: true })
  disabledReason!: string | null;

  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
