import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** What of one SKU can be promised at one location, as the inventory service last told. */
@Entity({ name: 'stock_level', schema: SCHEMA })
@Check('stock_level_available', 'available >= 0')
export class NetworkLevelEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'stock_level_pk' })
  sku!: string;

  @PrimaryColumn({
    name: 'location_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'stock_level_pk',
  })
  locationId!: string;

  @Column({ type: 'integer' })
  available!: number;

  @Column({ name: 'on_hand', type: 'integer' })
  onHand!: number;

  @Column({ type: 'bigint' })
  sequence!: string;
}
