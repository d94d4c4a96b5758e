import type { LevelPage, LevelQuery, StockLevel } from '#contracts';
import { sqlArray, Where } from '#persistence';
import { decodeCursor, page } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { LevelRef } from '../../domain/level.js';
import { INVENTORY } from '../../persistence/schema.js';
import { LEVEL_COLUMNS, type LevelRow, levelView } from './level-view.js';

/** Which levels: of these SKUs, at these locations. What is left out matches all. */
export interface LevelFilter {
  readonly sku?: readonly string[] | undefined;
  readonly locationId?: readonly string[] | undefined;
}

/** Reads stock levels. */
@Injectable()
export class Levels {
  constructor(@InjectDataSource(INVENTORY) private readonly dataSource: DataSource) {}

  /** A page of the levels, ordered by location and SKU. */
  async page({ limit, cursor, ...filter }: LevelQuery): Promise<LevelPage> {
    const where = matching(filter);
    if (cursor !== undefined) {
      const [locationId, sku] = decodeCursor(cursor, 2).map(String);
      where.and('(l.location_id, l.sku) > (?::text, ?::text)', locationId, sku);
    }
    const rows = await this.read(where, limit + 1);
    return page(rows, limit, levelView, (row) => [row.location_id, row.sku]);
  }

  /** The levels that match, or undefined when there are more than `most`. */
  async allOf(filter: LevelFilter, most: number): Promise<StockLevel[] | undefined> {
    const rows = await this.read(matching(filter), most + 1);
    return rows.length > most ? undefined : rows.map(levelView);
  }

  async one({ locationId, sku }: LevelRef): Promise<StockLevel | undefined> {
    const [row] = await this.read(matching({ sku: [sku], locationId: [locationId] }), 1);
    return row && levelView(row);
  }

  private async read(where: Where, limit: number): Promise<LevelRow[]> {
    return (await this.dataSource.query(
      `SELECT ${LEVEL_COLUMNS} FROM inventory.stock_level l ${where}
       ORDER BY l.location_id, l.sku LIMIT ${limit}`,
      where.values,
    )) as LevelRow[];
  }
}

function matching({ sku, locationId }: LevelFilter): Where {
  const where = new Where();
  if (sku !== undefined) where.and('l.sku = ANY(?::text[])', sqlArray(sku));
  if (locationId !== undefined) {
    where.and('l.location_id = ANY(?::text[])', sqlArray(locationId));
  }
  return where;
}
