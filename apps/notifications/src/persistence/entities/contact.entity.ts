import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** How a customer may be reached. The one place in this service that says who somebody is. */
@Entity({ name: 'contact', schema: SCHEMA })
@Check('contact_channels', `channels <@ ARRAY['email', 'sms']`)
@Check('contact_locale', `locale IN ('zh-CN', 'en')`)
export class ContactEntity {
  @PrimaryColumn({
    name: 'customer_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'contact_pk',
  })
  customerId!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Column({ type: 'text' })
  locale!: string;

  @Column({ type: 'text', array: true })
  channels!: string[];

  @Column({ type: 'text', array: true })
  consents!: string[];

  @Column({ name: 'quiet_hours', type: 'jsonb', nullable: true })
  quietHours!: unknown;

  @Column({ name: 'back_in_stock_withdrawn_at', type: 'timestamptz', nullable: true })
  backInStockWithdrawnAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
