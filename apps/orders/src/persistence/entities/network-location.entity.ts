import type { OpeningHours } from '#contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** A location as the inventory service last told of it. */
@Entity({ name: 'location', schema: SCHEMA })
@Check('location_kind', `kind IN ('store', 'warehouse')`)
@Check('location_coordinates', '(latitude IS NULL) = (longitude IS NULL)')
export class NetworkLocationEntity {
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

  @Column({ name: 'markdown_risk', type: 'double precision', nullable: true })
  markdownRisk!: number | null;

  @Column({ name: 'handling_cost', type: 'double precision', nullable: true })
  handlingCost!: number | null;

  /** By the inventory service's clock. */
  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  /** +1 with every change: their sum tells a process whether what it remembers of the locations is still so. */
  @Column({ type: 'integer', default: 1 })
  revision!: number;
}
