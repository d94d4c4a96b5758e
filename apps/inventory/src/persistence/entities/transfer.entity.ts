import type { TransferStatus, TransferStockStatus } from '#contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

@Entity({ name: 'transfer', schema: SCHEMA })
@Check('transfer_status', `status IN ('planned', 'shipped', 'partially_received', 'received')`)
@Check('transfer_stock_status', `stock_status IN ('available', 'quality_control')`)
export class TransferEntity {
  @PrimaryColumn({
    name: 'transfer_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'transfer_pk',
  })
  transferId!: string;

  @Column({ name: 'from_location_id', type: 'text', collation: 'C' })
  from!: string;

  @Column({ name: 'to_location_id', type: 'text', collation: 'C' })
  to!: string;

  @Column({ type: 'text' })
  status!: TransferStatus;

  /** Which of the source's units go. */
  @Column({ name: 'stock_status', type: 'text', default: 'available' })
  stockStatus!: TransferStockStatus;

  @Column({ type: 'text', nullable: true })
  reference!: string | null;

  @Column({ name: 'content_hash', type: 'bigint' })
  contentHash!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

@Entity({ name: 'transfer_line', schema: SCHEMA })
@Check('transfer_line_settled', 'shipped >= 0 AND received >= 0 AND lost >= 0 AND received + lost <= shipped')
export class TransferLineEntity {
  @PrimaryColumn({
    name: 'transfer_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'transfer_line_pk',
  })
  transferId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'transfer_line_pk' })
  sku!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ type: 'integer', default: 0 })
  shipped!: number;

  @Column({ type: 'integer', default: 0 })
  received!: number;

  @Column({ type: 'integer', default: 0 })
  lost!: number;
}
