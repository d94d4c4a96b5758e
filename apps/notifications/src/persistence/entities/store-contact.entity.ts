import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** Who is told of what happens at a location. */
@Entity({ name: 'store_contact', schema: SCHEMA })
@Check('store_contact_locale', `locale IN ('zh-CN', 'en')`)
export class StoreContactEntity {
  @PrimaryColumn({
    name: 'location_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'store_contact_pk',
  })
  locationId!: string;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Column({ type: 'text' })
  locale!: string;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
