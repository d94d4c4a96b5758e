import type { StockAlert, StockAlertInput, StockAlertPage, StockAlertQuery } from '#contracts';
import { inTransaction, Where } from '#persistence';
import { Clock, page, uuidv7 } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { NOTIFICATIONS } from '../../persistence/schema.js';
import { uuidCursor } from '../uuid-cursor.js';

interface StockAlertRow {
  stock_alert_id: string;
  customer_id: string;
  sku: string;
  location_id: string | null;
  status: StockAlert['status'];
  created_at: Date;
}

const COLUMNS = 'stock_alert_id, customer_id, sku, location_id, status, created_at';

/** Who wants to be told when something can be had again. */
@Injectable()
export class StockAlerts {
  constructor(
    @InjectDataSource(NOTIFICATIONS) private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Asking again for what one waits for is asking once: the alert that waits is given. */
  async ask({ customerId, sku, locationId }: StockAlertInput): Promise<StockAlert> {
    const place = locationId ?? null;
    return inTransaction(this.dataSource, async (tx) => {
      const [added] = (await tx.query(
        `INSERT INTO notifications.stock_alert (${COLUMNS}) VALUES ($1, $2, $3, $4, 'waiting', $5)
         ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
        [uuidv7(), customerId, sku, place, this.clock.now()],
      )) as StockAlertRow[];
      if (added !== undefined) return stockAlertView(added);
      const [waiting] = (await tx.query(
        `SELECT ${COLUMNS} FROM notifications.stock_alert
         WHERE customer_id = $1 AND sku = $2 AND location_id IS NOT DISTINCT FROM $3
         ORDER BY stock_alert_id DESC LIMIT 1`,
        [customerId, sku, place],
      )) as StockAlertRow[];
      if (waiting === undefined) throw new Error('A stock alert that was there is not there');
      return stockAlertView(waiting);
    });
  }

  /** A page of the alerts, newest first. */
  async page({ limit, cursor, customerId, status }: StockAlertQuery): Promise<StockAlertPage> {
    const where = new Where().equals('customer_id', customerId).equals('status', status);
    if (cursor !== undefined) where.and('stock_alert_id < ?', uuidCursor(cursor));
    const rows = (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM notifications.stock_alert ${where} ORDER BY stock_alert_id DESC LIMIT ${limit + 1}`,
      where.values,
    )) as StockAlertRow[];
    return page(rows, limit, stockAlertView, (row) => [row.stock_alert_id]);
  }

  /** False when there is no such alert. */
  async remove(stockAlertId: string): Promise<boolean> {
    const [, removed] = (await this.dataSource.query(
      'DELETE FROM notifications.stock_alert WHERE stock_alert_id = $1',
      [stockAlertId],
    )) as [unknown, number];
    return removed > 0;
  }
}

const stockAlertView = (row: StockAlertRow): StockAlert => ({
  stockAlertId: row.stock_alert_id,
  customerId: row.customer_id,
  sku: row.sku,
  locationId: row.location_id,
  status: row.status,
  createdAt: row.created_at.toISOString(),
});
