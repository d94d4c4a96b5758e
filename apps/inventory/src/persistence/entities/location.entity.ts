import type { OpeningHours } from '#contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** A place that holds stock. Never deleted: the ledger refers to it for ever. */
@Entity({ name: 'location', schema: SCHEMA })
@Check('location_kind', `kind IN ('store', 'warehouse')`)
@Check('location_markdown_risk', 'markdown_risk >= 0 AND markdown_risk <= 1')
@Check('location_handling_cost', 'handling_cost >= 0')
@Check('location_safety_stock', 'safety_stock >= 0')
@Check('location_coordinates', '(latitude IS NULL) = (longitude IS NULL)')
export class LocationEntity {
  @PrimaryColumn({
    name: 'location_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'location_pk',
  })
  locationId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: 'store' | 'warehouse';

  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;

  @Column({ name: 'time_zone', type: 'text' })
  timeZone!: string;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'text', array: true })
  capabilities!: ('pickup' | 'ship' | 'returns')[];

  @Column({ name: 'safety_stock', type: 'integer' })
  safetyStock!: number;

  @Column({ name: 'daily_order_capacity', type: 'integer', nullable: true })
  dailyOrderCapacity!: number | null;

  @Column({ name: 'opening_hours', type: 'jsonb', nullable: true })
  openingHours!: OpeningHours | null;

  /** How likely its stock is to be marked down soon, 0 to 1. */
  @Column({ name: 'markdown_risk', type: 'double precision', nullable: true })
  markdownRisk!: number | null;

  /** What preparing one parcel costs there, in the retailer's own currency. */
  @Column({ name: 'handling_cost', type: 'double precision', nullable: true })
  handlingCost!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
