import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** A location as its own service last told of it; what messages show of it. */
@Entity({ name: 'location', schema: SCHEMA })
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

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;

  @Column({ name: 'time_zone', type: 'text' })
  timeZone!: string;

  @Column({ name: 'opening_hours', type: 'jsonb', nullable: true })
  openingHours!: unknown;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
