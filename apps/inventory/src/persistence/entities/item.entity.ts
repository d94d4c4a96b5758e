import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** Something that is sold. Never deleted: the ledger refers to it for ever. */
@Entity({ name: 'item', schema: SCHEMA })
@Check('item_low_stock_threshold', 'low_stock_threshold >= 0')
@Check('item_return_window_days', 'return_window_days >= 0')
@Index('item_gtin', ['gtin'])
@Index('item_category', ['category', 'sku'])
export class ItemEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'item_pk' })
  sku!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text', nullable: true })
  gtin!: string | null;

  @Column({ type: 'text', nullable: true })
  category!: string | null;

  @Column({ type: 'text' })
  unit!: string;

  @Column({ name: 'return_window_days', type: 'integer', nullable: true })
  returnWindowDays!: number | null;

  @Column({ type: 'boolean' })
  returnable!: boolean;

  @Column({ name: 'low_stock_threshold', type: 'integer', nullable: true })
  lowStockThreshold!: number | null;

  @Column({ type: 'jsonb' })
  attributes!: Record<string, string>;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
