import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/**
 * How far the rows that were there before catalogue events existed have been told: all of a kind up to this id. No
 * row of a kind means that nothing of it is owed any more.
 */
@Entity({ name: 'untold_catalogue', schema: SCHEMA })
@Check('untold_catalogue_kind', `kind IN ('item', 'location')`)
export class UntoldCatalogueEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'untold_catalogue_pk' })
  kind!: 'item' | 'location';

  @Column({ name: 'told_to', type: 'text', collation: 'C' })
  toldTo!: string;
}
