import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** A line of the stock ledger: append-only, what changed and the figures after it. */
@Entity({ name: 'stock_movement', schema: SCHEMA })
@Check('stock_movement_sequence', 'sequence > 0')
@Index('stock_movement_id', ['movementId'], { unique: true })
// BRIN, which TypeORM cannot describe: rows are appended in time order, so a few pages cover the table.
@Index('stock_movement_recorded_at', { synchronize: false })
export class StockMovementEntity {
  @PrimaryColumn({
    name: 'location_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'stock_movement_pk',
  })
  locationId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'stock_movement_pk' })
  sku!: string;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'stock_movement_pk' })
  sequence!: string;

  @Column({ name: 'movement_id', type: 'text', collation: 'C' })
  movementId!: string;

  @Column({ type: 'text' })
  type!: string;

  /** As the command gave it, with its sign. */
  @Column({ type: 'integer' })
  quantity!: number;

  @Column({ name: 'on_hand_delta', type: 'integer' })
  onHandDelta!: number;

  @Column({ name: 'reserved_delta', type: 'integer' })
  reservedDelta!: number;

  @Column({ name: 'committed_delta', type: 'integer' })
  committedDelta!: number;

  @Column({ name: 'damaged_delta', type: 'integer' })
  damagedDelta!: number;

  @Column({ name: 'quality_control_delta', type: 'integer' })
  qualityControlDelta!: number;

  @Column({ name: 'incoming_delta', type: 'integer' })
  incomingDelta!: number;

  /** How many more units of the level's promises are picked; what is staged is the sum of these. */
  @Column({ name: 'staged_delta', type: 'integer', default: 0 })
  stagedDelta!: number;

  @Column({ name: 'on_hand', type: 'integer' })
  onHand!: number;

  @Column({ type: 'integer' })
  reserved!: number;

  @Column({ type: 'integer' })
  committed!: number;

  @Column({ type: 'integer' })
  damaged!: number;

  @Column({ name: 'quality_control', type: 'integer' })
  qualityControl!: number;

  @Column({ name: 'safety_stock', type: 'integer' })
  safetyStock!: number;

  @Column({ type: 'integer' })
  incoming!: number;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', nullable: true })
  reference!: string | null;

  /** 48 bits over the whole content, so that the same id with other content is noticed. */
  @Column({ name: 'content_hash', type: 'bigint', nullable: true })
  contentHash!: string | null;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
