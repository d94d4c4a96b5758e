import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** A customer wants to be told, once, when something can be had again. */
@Entity({ name: 'stock_alert', schema: SCHEMA })
@Check('stock_alert_status', `status IN ('waiting', 'told')`)
@Check('stock_alert_told', `(status = 'told') = (told_at IS NOT NULL)`)
@Index('stock_alert_waiting', ['sku'], { where: `status = 'waiting'` })
@Index('stock_alert_once', ['customerId', 'sku', 'locationId'], {
  unique: true,
  where: `status = 'waiting' AND location_id IS NOT NULL`,
})
@Index('stock_alert_once_anywhere', ['customerId', 'sku'], {
  unique: true,
  where: `status = 'waiting' AND location_id IS NULL`,
})
@Index('stock_alert_customer', ['customerId', 'stockAlertId'])
export class StockAlertEntity {
  @PrimaryColumn({ name: 'stock_alert_id', type: 'uuid', primaryKeyConstraintName: 'stock_alert_pk' })
  stockAlertId!: string;

  @Column({ name: 'customer_id', type: 'text', collation: 'C' })
  customerId!: string;

  @Column({ type: 'text', collation: 'C' })
  sku!: string;

  @Column({ name: 'location_id', type: 'text', collation: 'C', nullable: true })
  locationId!: string | null;

  @Column({ type: 'text' })
  status!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'told_at', type: 'timestamptz', nullable: true })
  toldAt!: Date | null;
}
