import type { Item } from '#contracts';
import { inTransaction, sqlArray } from '#persistence';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { INVENTORY } from '../../persistence/schema.js';
import { SettlePendingSales } from '../settle-pending-sales/settle-pending-sales.js';
import { ITEM_COLUMNS } from './item-view.js';

/**
 * Takes over items that another cell was given, so that an item put to one cell is known in all. The newer one counts,
 * by `updatedAt`: what comes twice or late changes nothing. The cell that was given it has told of it already.
 */
@Injectable()
export class HearItems {
  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly pendingSales: SettlePendingSales,
  ) {}

  /** How many were new here. */
  async hear(items: readonly Item[]): Promise<number> {
    const newest = new Map<string, Item>();
    for (const item of items) {
      if (item.updatedAt >= (newest.get(item.sku)?.updatedAt ?? '')) newest.set(item.sku, item);
    }
    if (newest.size === 0) return 0;
    const rows = [...newest.values()];
    const saved = await inTransaction(
      this.dataSource,
      async (tx) =>
        (await tx.query(
          `INSERT INTO inventory.item AS i (${ITEM_COLUMNS})
           SELECT u.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bool[],
                    $8::int[], $9::jsonb[], $10::timestamptz[], $11::timestamptz[]) AS u (sku)
           ORDER BY u.sku COLLATE "C"
           ON CONFLICT (sku) DO UPDATE SET
             name = excluded.name, gtin = excluded.gtin, category = excluded.category, unit = excluded.unit,
             return_window_days = excluded.return_window_days, returnable = excluded.returnable,
             low_stock_threshold = excluded.low_stock_threshold, attributes = excluded.attributes,
             created_at = excluded.created_at, updated_at = excluded.updated_at
           -- Events tell milliseconds: what this cell was given itself comes back no newer than it is here.
           WHERE date_trunc('milliseconds', i.updated_at) < excluded.updated_at
           RETURNING i.xmax = 0 AS created`,
          [
            sqlArray(rows.map((item) => item.sku)),
            sqlArray(rows.map((item) => item.name)),
            sqlArray(rows.map((item) => item.gtin)),
            sqlArray(rows.map((item) => item.category)),
            sqlArray(rows.map((item) => item.unit)),
            sqlArray(rows.map((item) => item.returnWindowDays)),
            sqlArray(rows.map((item) => (item.returnable ? 't' : 'f'))),
            sqlArray(rows.map((item) => item.lowStockThreshold)),
            sqlArray(rows.map((item) => JSON.stringify(item.attributes))),
            sqlArray(rows.map((item) => item.createdAt)),
            sqlArray(rows.map((item) => item.updatedAt)),
          ],
        )) as { created: boolean }[],
    );
    const created = saved.filter((row) => row.created).length;
    if (created > 0) this.pendingSales.wake();
    return created;
  }
}
