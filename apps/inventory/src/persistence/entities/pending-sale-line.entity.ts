import type { Sale, SaleLine } from '#contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** A sale line that waits for its item or its location to be known. */
@Entity({ name: 'pending_sale_line', schema: SCHEMA })
@Index('pending_sale_line_by_sku', ['sku'])
export class PendingSaleLineEntity {
  @PrimaryColumn({
    name: 'location_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'pending_sale_line_pk',
  })
  locationId!: string;

  @PrimaryColumn({
    name: 'sale_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'pending_sale_line_pk',
  })
  saleId!: string;

  @PrimaryColumn({
    name: 'line_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'pending_sale_line_pk',
  })
  lineId!: string;

  @Column({ type: 'text', collation: 'C' })
  sku!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  /** The sale's header, without lines. */
  @Column({ type: 'jsonb' })
  sale!: Omit<Sale, 'lines'>;

  @Column({ type: 'jsonb' })
  line!: SaleLine;

  @Column({ name: 'content_hash', type: 'bigint' })
  contentHash!: string;

  @Column({ name: 'received_at', type: 'timestamptz' })
  receivedAt!: Date;
}
