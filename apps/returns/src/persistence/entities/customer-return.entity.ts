import type { Disposition, ReturnMethod, ReturnResolution, ReturnStatus } from '#contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EndReason } from '../../domain/return.js';
import { SCHEMA } from '../schema.js';

/** A return, from its authorisation to its end. */
@Entity({ name: 'customer_return', schema: SCHEMA })
// BRIN, which TypeORM cannot describe: rows come in the order of time.
@Index('customer_return_created', { synchronize: false })
@Check(
  'customer_return_status',
  `status IN ('authorized', 'received', 'inspected', 'refunded', 'completed', 'rejected', 'cancelled')`,
)
@Check('customer_return_ended', `ended_because IN ('cancelled', 'lapsed', 'rejected')`)
@Index('customer_return_by_purchase', ['purchaseId'])
@Index('customer_return_by_customer', ['customerId'], { where: 'customer_id IS NOT NULL' })
@Index('customer_return_lapsing', ['expiresAt'], { where: `status IN ('authorized', 'received')` })
@Index('customer_return_closing', ['completeAt'], { where: 'complete_at IS NOT NULL' })
export class CustomerReturnEntity {
  @PrimaryColumn({
    name: 'return_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'customer_return_pk',
  })
  returnId!: string;

  @Column({ name: 'purchase_id', type: 'text', collation: 'C' })
  purchaseId!: string;

  @Column({ type: 'text' })
  status!: ReturnStatus;

  @Column({ name: 'ended_because', type: 'text', nullable: true })
  endedBecause!: EndReason | null;

  @Column({ name: 'customer_id', type: 'text', collation: 'C', nullable: true })
  customerId!: string | null;

  @Column({ type: 'text' })
  method!: ReturnMethod;

  @Column({ type: 'text' })
  resolution!: ReturnResolution;

  @Column({ name: 'exchange_order_id', type: 'text', collation: 'C', nullable: true })
  exchangeOrderId!: string | null;

  /** SHA-256 over the request, so that the same id with another request is noticed. */
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'complete_at', type: 'timestamptz', nullable: true })
  completeAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

/** Desk and till tell of the same goods: what came back is the greater of the two. */
@Entity({ name: 'return_line', schema: SCHEMA })
@Check(
  'return_line_quantity',
  'quantity > 0 AND cancelled >= 0 AND desk_received >= 0 AND till_received >= 0 AND due_minor >= 0',
)
@Check('return_line_received', 'GREATEST(desk_received, till_received) + cancelled <= quantity')
export class ReturnLineEntity {
  @PrimaryColumn({
    name: 'return_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'return_line_pk',
  })
  returnId!: string;

  @PrimaryColumn({
    name: 'line_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'return_line_pk',
  })
  lineId!: string;

  @Column({ name: 'line_no', type: 'integer' })
  lineNo!: number;

  @Column({ type: 'text', collation: 'C' })
  sku!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ type: 'integer', default: 0 })
  cancelled!: number;

  @Column({ name: 'desk_received', type: 'integer', default: 0 })
  deskReceived!: number;

  @Column({ name: 'till_received', type: 'integer', default: 0 })
  tillReceived!: number;

  /** Money for the received units, in the minor units of the purchase's currency. */
  @Column({ name: 'due_minor', type: 'bigint', default: 0 })
  dueMinor!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'unit_price', type: 'numeric', nullable: true })
  unitPrice!: string | null;
}

/** Units that came in at one place at one time. */
@Entity({ name: 'receipt', schema: SCHEMA })
@Index('receipt_by_return', ['returnId'])
export class ReceiptEntity {
  @PrimaryColumn({ name: 'receipt_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'receipt_pk' })
  receiptId!: string;

  @Column({ name: 'return_id', type: 'text', collation: 'C' })
  returnId!: string;

  @Column({ name: 'location_id', type: 'text', collation: 'C' })
  locationId!: string;

  @Column({ name: 'received_at', type: 'timestamptz' })
  receivedAt!: Date;
}

@Entity({ name: 'receipt_line', schema: SCHEMA })
@Check('receipt_line_quantity', 'quantity > 0')
export class ReceiptLineEntity {
  @PrimaryColumn({
    name: 'receipt_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'receipt_line_pk',
  })
  receiptId!: string;

  @PrimaryColumn({ name: 'line_no', type: 'integer', primaryKeyConstraintName: 'receipt_line_pk' })
  lineNo!: number;

  @Column({ name: 'line_id', type: 'text', collation: 'C' })
  lineId!: string;

  @Column({ type: 'text', collation: 'C' })
  sku!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ type: 'text' })
  condition!: string;

  @Column({ type: 'text' })
  disposition!: Disposition;
}
