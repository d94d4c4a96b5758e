import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** An order, or a till's receipt, as far as goods may come back from it. Its row is the lock of every return of it. */
@Entity({ name: 'purchase', schema: SCHEMA })
@Check(
  'purchase_source',
  '(order_id IS NULL) <> (sale_id IS NULL) AND (sale_id IS NULL) = (location_id IS NULL)',
)
@Index('purchase_by_sale', ['saleId'], { where: 'sale_id IS NOT NULL' })
@Index('purchase_by_customer', ['customerId', 'createdAt', 'purchaseId'], {
  where: 'customer_id IS NOT NULL',
})
export class PurchaseEntity {
  @PrimaryColumn({
    name: 'purchase_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'purchase_pk',
  })
  purchaseId!: string;

  @Column({ name: 'order_id', type: 'text', collation: 'C', nullable: true })
  orderId!: string | null;

  @Column({ name: 'sale_id', type: 'text', collation: 'C', nullable: true })
  saleId!: string | null;

  @Column({ name: 'location_id', type: 'text', collation: 'C', nullable: true })
  locationId!: string | null;

  @Column({ name: 'customer_id', type: 'text', collation: 'C', nullable: true })
  customerId!: string | null;

  @Column({ type: 'text', nullable: true })
  currency!: string | null;

  /** Whether the order was heard of itself, and not only of what became of it; a receipt always was. */
  @Column({ type: 'boolean' })
  known!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}

/** Returns of ours never take more than was sold, whatever tills take back by themselves: hence two figures, and a check on one. */
@Entity({ name: 'purchase_line', schema: SCHEMA })
// BRIN, which TypeORM cannot describe: rows come in the order of time.
@Index('purchase_line_handed_over', { synchronize: false })
@Check(
  'purchase_line_figures',
  'cancelled >= 0 AND sold >= 0 AND received >= 0 AND authorized >= 0 AND till_returned >= 0 AND over_reported >= 0',
)
@Check('purchase_line_returned', 'received + authorized <= sold')
export class PurchaseLineEntity {
  @PrimaryColumn({
    name: 'purchase_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'purchase_line_pk',
  })
  purchaseId!: string;

  @PrimaryColumn({
    name: 'line_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'purchase_line_pk',
  })
  lineId!: string;

  @Column({ name: 'line_no', type: 'integer' })
  lineNo!: number;

  @Column({ type: 'text', collation: 'C' })
  sku!: string;

  /** Of an order what was ordered, of a receipt its quantity; `amount` is the money of so many units. */
  @Column({ type: 'integer', nullable: true })
  ordered!: number | null;

  @Column({ type: 'integer', default: 0 })
  cancelled!: number;

  @Column({ type: 'integer', default: 0 })
  sold!: number;

  @Column({ type: 'integer', default: 0 })
  received!: number;

  @Column({ type: 'integer', default: 0 })
  authorized!: number;

  @Column({ name: 'till_returned', type: 'integer', default: 0 })
  tillReturned!: number;

  @Column({ name: 'over_reported', type: 'integer', default: 0 })
  overReported!: number;

  @Column({ name: 'unit_price', type: 'numeric', nullable: true })
  unitPrice!: string | null;

  @Column({ type: 'numeric', nullable: true })
  amount!: string | null;

  @Column({ name: 'handed_over_at', type: 'timestamptz', nullable: true })
  handedOverAt!: Date | null;
}

/** Units of an order that a fulfillment brought to the customer: each counts once, however often it is told. */
@Entity({ name: 'handover', schema: SCHEMA })
@Check('handover_quantity', 'quantity > 0')
export class HandoverEntity {
  @PrimaryColumn({
    name: 'fulfillment_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'handover_pk',
  })
  fulfillmentId!: string;

  @PrimaryColumn({ name: 'line_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'handover_pk' })
  lineId!: string;

  @Column({ name: 'purchase_id', type: 'text', collation: 'C' })
  purchaseId!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ name: 'handed_over_at', type: 'timestamptz' })
  handedOverAt!: Date;
}

/** Refunds that orders asked for: they are settled on the same topic as ours, and are none of our business. */
@Entity({ name: 'order_refund', schema: SCHEMA })
export class OrderRefundEntity {
  @PrimaryColumn({
    name: 'refund_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'order_refund_pk',
  })
  refundId!: string;

  @Column({ name: 'order_id', type: 'text', collation: 'C' })
  orderId!: string;
}
