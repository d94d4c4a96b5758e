import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** What a SKU is called, as the inventory service last told. */
@Entity({ name: 'item', schema: SCHEMA })
export class NetworkItemEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'item_pk' })
  sku!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text', nullable: true })
  gtin!: string | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
