import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** What an item is called, as its own service last told. */
@Entity({ name: 'item', schema: SCHEMA })
export class ItemEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'item_pk' })
  sku!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
