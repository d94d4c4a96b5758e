import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { TillShare } from '../../domain/till.js';
import { SCHEMA } from '../schema.js';

/** A negative line of a till's receipt that names what comes back. Kept until that is known; `shares` says where it counts. */
@Entity({ name: 'till_return', schema: SCHEMA })
@Check('till_return_quantity', 'quantity > 0')
@Index('till_return_by_sale', ['originalSaleId'], { where: 'original_sale_id IS NOT NULL' })
@Index('till_return_by_order', ['originalOrderId'], { where: 'original_order_id IS NOT NULL' })
export class TillReturnEntity {
  @PrimaryColumn({
    name: 'till_location_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'till_return_pk',
  })
  tillLocationId!: string;

  @PrimaryColumn({
    name: 'till_sale_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'till_return_pk',
  })
  tillSaleId!: string;

  @PrimaryColumn({
    name: 'till_line_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'till_return_pk',
  })
  tillLineId!: string;

  @Column({ type: 'text', collation: 'C' })
  sku!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ type: 'text' })
  disposition!: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  @Column({ name: 'return_id', type: 'text', collation: 'C', nullable: true })
  returnId!: string | null;

  @Column({ name: 'original_sale_id', type: 'text', collation: 'C', nullable: true })
  originalSaleId!: string | null;

  @Column({ name: 'original_order_id', type: 'text', collation: 'C', nullable: true })
  originalOrderId!: string | null;

  @Column({ name: 'original_line_id', type: 'text', collation: 'C', nullable: true })
  originalLineId!: string | null;

  @Column({ name: 'purchase_id', type: 'text', collation: 'C', nullable: true })
  purchaseId!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  shares!: TillShare[] | null;

  @Column({ name: 'applied_at', type: 'timestamptz', nullable: true })
  appliedAt!: Date | null;
}
