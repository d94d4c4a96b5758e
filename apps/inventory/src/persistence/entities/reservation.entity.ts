import type { ReservationStatus } from '#contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

@Entity({ name: 'reservation', schema: SCHEMA })
@Check('reservation_status', `status IN ('active', 'committed', 'fulfilled', 'released', 'expired')`)
@Index('reservation_due', ['expiresAt'], { where: `status = 'active'` })
export class ReservationEntity {
  @PrimaryColumn({
    name: 'reservation_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'reservation_pk',
  })
  reservationId!: string;

  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'text' })
  status!: ReservationStatus;

  @Column({ name: 'ttl_seconds', type: 'integer' })
  ttlSeconds!: number;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  /** 48 bits over the request, so that the same id with another request is noticed. */
  @Column({ name: 'content_hash', type: 'bigint' })
  contentHash!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

/** One level's part of a reservation. Held is `quantity - fulfilled - released`. */
@Entity({ name: 'reservation_line', schema: SCHEMA })
@Check('reservation_line_settled', 'fulfilled >= 0 AND released >= 0 AND fulfilled + released <= quantity')
@Check('reservation_line_staged', 'staged >= 0 AND staged <= quantity - fulfilled - released')
@Index('reservation_line_open', ['locationId', 'sku'], { where: 'fulfilled + released < quantity' })
export class ReservationLineEntity {
  @PrimaryColumn({
    name: 'reservation_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'reservation_line_pk',
  })
  reservationId!: string;

  @PrimaryColumn({ name: 'line_no', type: 'integer', primaryKeyConstraintName: 'reservation_line_pk' })
  lineNo!: number;

  @Column({ name: 'location_id', type: 'text', collation: 'C' })
  locationId!: string;

  @Column({ type: 'text', collation: 'C' })
  sku!: string;

  @Column({ type: 'integer' })
  requested!: number;

  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ type: 'integer', default: 0 })
  fulfilled!: number;

  @Column({ type: 'integer', default: 0 })
  released!: number;

  /** Of what is held: picked, in a bag or parcel, waiting for handover. */
  @Column({ type: 'integer', default: 0 })
  staged!: number;
}
