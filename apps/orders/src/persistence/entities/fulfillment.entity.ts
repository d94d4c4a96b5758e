import type { FulfillmentMethod, FulfillmentStatus } from '#contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

@Entity({ name: 'fulfillment', schema: SCHEMA })
@Check(
  'fulfillment_status',
  `status IN ('open', 'accepted', 'picking', 'packed', 'ready_for_pickup', 'picked_up', 'shipped', 'rejected', 'cancelled', 'expired')`,
)
@Check('fulfillment_method', `method IN ('pickup', 'ship', 'ship_to_store')`)
@Check('fulfillment_counter', `(method = 'ship') = (pickup_location_id IS NULL)`)
@Index('fulfillment_by_order', ['orderId'])
@Index('fulfillment_by_location', ['locationId', 'status', 'workAt', 'fulfillmentId'])
@Index('fulfillment_by_day', ['locationId', 'createdAt'])
@Index('fulfillment_by_counter', ['pickupLocationId', 'workAt', 'fulfillmentId'], {
  where: `method = 'ship_to_store'`,
})
@Index('fulfillment_by_promise', ['workAt', 'fulfillmentId'])
export class FulfillmentEntity {
  @PrimaryColumn({
    name: 'fulfillment_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'fulfillment_pk',
  })
  fulfillmentId!: string;

  @Column({ name: 'order_id', type: 'text', collation: 'C' })
  orderId!: string;

  @Column({ name: 'location_id', type: 'text', collation: 'C' })
  locationId!: string;

  @Column({ name: 'pickup_location_id', type: 'text', collation: 'C', nullable: true })
  pickupLocationId!: string | null;

  @Column({ type: 'text' })
  method!: FulfillmentMethod;

  @Column({ name: 'reservation_id', type: 'text' })
  reservationId!: string;

  @Column({ type: 'text' })
  status!: FulfillmentStatus;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'promised_at', type: 'timestamptz', nullable: true })
  promisedAt!: Date | null;

  /** Its place in the work list: the promise, or, without one, when it was made. */
  @Column({ name: 'work_at', type: 'timestamptz' })
  workAt!: Date;

  @Column({ name: 'remind_at', type: 'timestamptz', nullable: true })
  remindAt!: Date | null;

  @Column({ name: 'pickup_by', type: 'timestamptz', nullable: true })
  pickupBy!: Date | null;

  @Column({ name: 'attention_at', type: 'timestamptz', nullable: true })
  attentionAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  carrier!: string | null;

  @Column({ name: 'tracking_number', type: 'text', nullable: true })
  trackingNumber!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'code_tries', type: 'integer' })
  codeTries!: number;

  @Column({ name: 'code_locked_until', type: 'timestamptz', nullable: true })
  codeLockedUntil!: Date | null;

  /** Personal: null once the customer is erased. */
  @Column({ name: 'collected_by', type: 'text', nullable: true })
  collectedBy!: string | null;

  /** Whether its units have left the location. */
  @Column({ name: 'has_left', type: 'boolean' })
  hasLeft!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

@Entity({ name: 'fulfillment_line', schema: SCHEMA })
@Check('fulfillment_line_picked', 'picked >= 0 AND picked <= quantity')
export class FulfillmentLineEntity {
  @PrimaryColumn({
    name: 'fulfillment_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'fulfillment_line_pk',
  })
  fulfillmentId!: string;

  @PrimaryColumn({ name: 'line_no', type: 'integer', primaryKeyConstraintName: 'fulfillment_line_pk' })
  lineNo!: number;

  @Column({ name: 'line_id', type: 'text' })
  lineId!: string;

  @Column({ type: 'text' })
  sku!: string;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ type: 'integer' })
  picked!: number;
}
