import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** The balance of one SKU at one location. Written by the stock batch alone, together with its movements. */
@Entity({ name: 'stock_level', schema: SCHEMA })
@Check(
  'stock_level_components',
  'reserved >= 0 AND committed >= 0 AND damaged >= 0 AND quality_control >= 0 AND safety_stock >= 0 AND incoming >= 0',
)
@Check('stock_level_sequence', 'sequence >= 0')
@Index('stock_level_by_sku', ['sku', 'locationId'])
export class StockLevelEntity {
  @PrimaryColumn({
    name: 'location_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'stock_level_pk',
  })
  locationId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'stock_level_pk' })
  sku!: string;

  @Column({ name: 'on_hand', type: 'integer', default: 0 })
  onHand!: number;

  @Column({ type: 'integer', default: 0 })
  reserved!: number;

  @Column({ type: 'integer', default: 0 })
  committed!: number;

  @Column({ type: 'integer', default: 0 })
  damaged!: number;

  @Column({ name: 'quality_control', type: 'integer', default: 0 })
  qualityControl!: number;

  /** What counts: the level's own setting, or the location's. */
  @Column({ name: 'safety_stock', type: 'integer', default: 0 })
  safetyStock!: number;

  /** Whether the level has a setting of its own, which a change of the location's leaves alone. */
  @Column({ name: 'own_safety_stock', type: 'boolean', default: false })
  ownSafetyStock!: boolean;

  @Column({ type: 'integer', default: 0 })
  incoming!: number;

  @Column({ type: 'bigint', default: 0 })
  sequence!: string;

  /** When the newest count of this level was taken. */
  @Column({ name: 'counted_at', type: 'timestamptz', nullable: true })
  countedAt!: Date | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
