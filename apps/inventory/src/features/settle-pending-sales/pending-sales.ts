import type { PendingSalePage, PendingSaleQuery } from '#contracts';
import { Where } from '#persistence';
import { decodeCursor, page } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { INVENTORY } from '../../persistence/schema.js';

interface PendingRow {
  location_id: string;
  sale_id: string;
  line_id: string;
  sku: string;
  quantity: number;
  occurred_at: Date;
  received_at: Date;
  item_known: boolean;
  location_known: boolean;
}

/** Shows the sale lines that wait for their item or their location. */
@Injectable()
export class PendingSales {
  constructor(@InjectDataSource(INVENTORY) private readonly dataSource: DataSource) {}

  /** A page of them, ordered by location, sale and line. */
  async page({ limit, cursor, sku, locationId }: PendingSaleQuery): Promise<PendingSalePage> {
    const where = new Where();
    where.equals('p.sku', sku);
    where.equals('p.location_id', locationId);
    if (cursor !== undefined) {
      const keys = decodeCursor(cursor, 3).map(String);
      where.and('(p.location_id, p.sale_id, p.line_id) > (?::text, ?::text, ?::text)', ...keys);
    }
    const rows = (await this.dataSource.query(
      `SELECT p.location_id, p.sale_id, p.line_id, p.sku, p.quantity, p.occurred_at, p.received_at,
              i.sku IS NOT NULL AS item_known, l.location_id IS NOT NULL AS location_known
       FROM inventory.pending_sale_line p
       LEFT JOIN inventory.item i ON i.sku = p.sku
       LEFT JOIN inventory.location l ON l.location_id = p.location_id
       ${where} ORDER BY p.location_id, p.sale_id, p.line_id LIMIT ${limit + 1}`,
      where.values,
    )) as PendingRow[];
    return page(rows, limit, view, (row) => [row.location_id, row.sale_id, row.line_id]);
  }
}

const view = (row: PendingRow): PendingSalePage['items'][number] => ({
  saleId: row.sale_id,
  locationId: row.location_id,
  lineId: row.line_id,
  sku: row.sku,
  quantity: row.quantity,
  occurredAt: row.occurred_at.toISOString(),
  waitingFor: [
    ...(row.item_known ? [] : (['item'] as const)),
    ...(row.location_known ? [] : (['location'] as const)),
  ],
  receivedAt: row.received_at.toISOString(),
});
