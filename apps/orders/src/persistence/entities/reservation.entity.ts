import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ReservationState } from '../../domain/order/order.js';
import { SCHEMA } from '../schema.js';

/** What an order asked of the stock ledger, and which order a reservation is for. */
@Entity({ name: 'reservation', schema: SCHEMA })
@Check('reservation_status', `status IN ('asked', 'committed', 'refused', 'given_up')`)
@Index('reservation_by_order', ['orderId'])
export class ReservationEntity {
  @PrimaryColumn({
    name: 'reservation_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'reservation_pk',
  })
  reservationId!: string;

  @Column({ name: 'order_id', type: 'text', collation: 'C' })
  orderId!: string;

  @Column({ name: 'is_hold', type: 'boolean' })
  isHold!: boolean;

  @Column({ type: 'json', nullable: true })
  place!: ReservationState['place'];

  @Column({ type: 'json' })
  lines!: ReservationState['lines'];

  @Column({ type: 'text' })
  status!: ReservationState['status'];

  @Column({ type: 'integer' })
  asks!: number;

  @Column({ name: 'ask_again_at', type: 'timestamptz', nullable: true })
  askAgainAt!: Date | null;

  @Column({ name: 'keep_at_most', type: 'json' })
  keepAtMost!: ReservationState['keepAtMost'];

  @Column({ type: 'json' })
  releasing!: ReservationState['releasing'];
}
