import type { CountResult } from '#contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** A count that was taken, with the answer it got, so that sending it again gives the same one. */
@Entity({ name: 'stock_count', schema: SCHEMA })
export class StockCountEntity {
  @PrimaryColumn({
    name: 'count_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'stock_count_pk',
  })
  countId!: string;

  @Column({ name: 'location_id', type: 'text', collation: 'C' })
  locationId!: string;

  @Column({ name: 'counted_at', type: 'timestamptz' })
  countedAt!: Date;

  @Column({ name: 'content_hash', type: 'bigint' })
  contentHash!: string;

  @Column({ type: 'jsonb' })
  answer!: CountResult;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
