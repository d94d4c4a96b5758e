import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** What `inventory.oversold` said last of a level: how many promised units were missing, and at which sequence. */
@Entity({ name: 'told_shortage', schema: SCHEMA })
@Check('told_shortage_shortage', 'shortage > 0')
export class ToldShortageEntity {
  @PrimaryColumn({
    name: 'location_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'told_shortage_pk',
  })
  locationId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'told_shortage_pk' })
  sku!: string;

  @Column({ type: 'bigint' })
  sequence!: string;

  @Column({ type: 'integer' })
  shortage!: number;
}
