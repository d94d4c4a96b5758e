import type { Fallback, OrderMethod, OrderStatus, ShipTo } from '#contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ExcludedPlace, OwedUnits } from '../../domain/order/order.js';
import { SCHEMA } from '../schema.js';

@Entity({ name: 'order', schema: SCHEMA })
@Check(
  'order_status',
  `status IN ('placed', 'sourcing', 'allocated', 'partially_fulfilled', 'fulfilled', 'cancelled', 'unfillable')`,
)
@Check('order_method', `method IN ('pickup', 'ship')`)
@Index('order_due', ['dueAt'], { where: 'due_at IS NOT NULL' })
@Index('order_by_age', ['placedAt', 'orderId'])
@Index('order_by_customer', ['customerId', 'placedAt', 'orderId'])
@Index('order_by_return', ['returnId'], { where: 'return_id IS NOT NULL' })
export class OrderEntity {
  @PrimaryColumn({ name: 'order_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'order_pk' })
  orderId!: string;

  @Column({ type: 'text' })
  channel!: string;

  @Column({ name: 'customer_id', type: 'text', collation: 'C' })
  customerId!: string;

  @Column({ type: 'text' })
  method!: OrderMethod;

  @Column({ name: 'pickup_location_id', type: 'text', nullable: true })
  pickupLocationId!: string | null;

  /** Personal: null once the customer is erased. */
  @Column({ name: 'ship_to', type: 'json', nullable: true })
  shipTo!: ShipTo | null;

  @Column({ type: 'text', nullable: true })
  currency!: string | null;

  @Column({ type: 'json' })
  fallbacks!: Fallback[];

  @Column({ name: 'on_shortage', type: 'text' })
  onShortage!: 'source_again' | 'cancel';

  @Column({ name: 'return_id', type: 'text', nullable: true })
  returnId!: string | null;

  @Column({ name: 'on_hold', type: 'boolean' })
  onHold!: boolean;

  @Column({ name: 'hold_id', type: 'text', nullable: true })
  holdId!: string | null;

  @Column({ type: 'text' })
  status!: OrderStatus;

  @Column({ type: 'boolean' })
  confirmed!: boolean;

  @Column({ type: 'integer' })
  tries!: number;

  @Column({ name: 'source_at', type: 'timestamptz', nullable: true })
  sourceAt!: Date | null;

  @Column({ type: 'json' })
  exclusions!: ExcludedPlace[];

  @Column({ type: 'json' })
  owed!: OwedUnits[];

  /** A keyed hash of what was ordered, so that the same id with other content is noticed. */
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;

  /** When the sweeper looks at it next. */
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  @Column({ name: 'placed_at', type: 'timestamptz' })
  placedAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

@Entity({ name: 'order_line', schema: SCHEMA })
@Check('order_line_units', 'sourcing + allocated + fulfilled + cancelled = quantity')
@Check(
  'order_line_not_negative',
  'sourcing >= 0 AND allocated >= 0 AND fulfilled >= 0 AND unfillable >= 0 AND unfillable <= cancelled',
)
export class OrderLineEntity {
  @PrimaryColumn({
    name: 'order_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'order_line_pk',
  })
  orderId!: string;

  @PrimaryColumn({ name: 'line_no', type: 'integer', primaryKeyConstraintName: 'order_line_pk' })
  lineNo!: number;

  @Column({ name: 'line_id', type: 'text' })
  lineId!: string;

  @Column({ type: 'text' })
  sku!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ name: 'unit_price', type: 'numeric', nullable: true })
  unitPrice!: string | null;

  @Column({ type: 'integer' })
  sourcing!: number;

  @Column({ type: 'integer' })
  allocated!: number;

  @Column({ type: 'integer' })
  fulfilled!: number;

  @Column({ type: 'integer' })
  cancelled!: number;

  @Column({ type: 'integer' })
  unfillable!: number;
}
