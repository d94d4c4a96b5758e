import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** What this service needs to know of an item. */
@Entity({ name: 'item', schema: SCHEMA })
export class ItemEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'item_pk' })
  sku!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'return_window_days', type: 'integer', nullable: true })
  returnWindowDays!: number | null;

  @Column({ type: 'boolean' })
  returnable!: boolean;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

/** What this service needs to know of a location. */
@Entity({ name: 'location', schema: SCHEMA })
@Check('location_kind', `kind IN ('store', 'warehouse')`)
export class LocationEntity {
  @PrimaryColumn({
    name: 'location_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'location_pk',
  })
  locationId!: string;

  @Column({ type: 'text' })
  kind!: 'store' | 'warehouse';

  @Column({ name: 'takes_returns', type: 'boolean' })
  takesReturns!: boolean;

  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
