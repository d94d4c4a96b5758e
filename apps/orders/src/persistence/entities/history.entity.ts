import type { SourcingDecision } from '#contracts';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** One thing that happened to an order. */
@Entity({ name: 'timeline_entry', schema: SCHEMA })
@Index('timeline_entry_by_order', ['orderId', 'id'])
export class TimelineEntryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'timeline_entry_pk',
  })
  id!: string;

  @Column({ name: 'order_id', type: 'text', collation: 'C' })
  orderId!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'text' })
  what!: string;

  @Column({ type: 'text' })
  detail!: string;

  @Column({ name: 'fulfillment_id', type: 'text', nullable: true })
  fulfillmentId!: string | null;

  @Column({ name: 'location_id', type: 'text', nullable: true })
  locationId!: string | null;
}

/** How a choice of locations came about. */
@Entity({ name: 'sourcing_decision', schema: SCHEMA })
@Index('sourcing_decision_by_order', ['orderId', 'id'])
export class SourcingDecisionEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'sourcing_decision_pk',
  })
  id!: string;

  @Column({ name: 'order_id', type: 'text', collation: 'C' })
  orderId!: string;

  @Column({ type: 'json' })
  decision!: SourcingDecision;
}
