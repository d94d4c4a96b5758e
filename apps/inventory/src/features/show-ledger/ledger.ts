import type { MovementPage, MovementQuery } from '#contracts';
import { sqlArray, Where } from '#persistence';
import { decodeCursor, invalidCursor, page } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { INVENTORY } from '../../persistence/schema.js';
import { MOVEMENT_COLUMNS, type MovementRow, movementView } from './movement-view.js';

/** Reads the stock ledger, newest first. It is millions of lines long, so no page may look through all of it. */
@Injectable()
export class Ledger {
  constructor(@InjectDataSource(INVENTORY) private readonly dataSource: DataSource) {}

  /** A page of the lines of these SKUs and locations; what is left out matches all. */
  page(query: MovementQuery): Promise<MovementPage> {
    const [sku, locationId] = [query.sku ?? [], query.locationId ?? []];
    if (sku.length === 1 && locationId.length === 1) {
      return this.ofOneLevel(locationId[0] as string, sku[0] as string, query);
    }
    return this.ofSeveral(query);
  }

  /** One level's lines in the order in which they were entered: a walk along the primary key. */
  private async ofOneLevel(
    locationId: string,
    sku: string,
    { limit, cursor }: MovementQuery,
  ): Promise<MovementPage> {
    const where = new Where();
    where.and('m.location_id = ? AND m.sku = ?', locationId, sku);
    if (cursor !== undefined) {
      const [sequence] = decodeCursor(cursor, 1);
      where.and('m.sequence < ?::bigint', wholeNumber(sequence));
    }
    const rows = (await this.dataSource.query(
      `SELECT ${MOVEMENT_COLUMNS} FROM inventory.stock_movement m ${where}
       ORDER BY m.sequence DESC LIMIT ${limit + 1}`,
      where.values,
    )) as MovementRow[];
    return page(rows, limit, movementView, (row) => [row.sequence]);
  }

  /**
   * Lines of many levels, merged by time. The lines fall into streams, each of which an index gives newest first:
   * levels when SKUs are asked for, else locations. The newest `n` lines of all can only come from the `n` streams
   * whose newest line is the newest, so that is how many are read, `n` lines of each.
   */
  private async ofSeveral({ limit, cursor, ...filter }: MovementQuery): Promise<MovementPage> {
    const n = limit + 1;
    const where = new Where();
    const byLevel = filter.sku !== undefined;
    if (filter.sku !== undefined) where.and('s.sku = ANY(?::text[])', sqlArray(filter.sku));
    if (filter.locationId !== undefined) {
      where.and('s.location_id = ANY(?::text[])', sqlArray(filter.locationId));
    }
    const older = cursor === undefined ? '' : `AND ${olderThan(decodeCursor(cursor, 4), where)}`;
    const inStream = byLevel
      ? 'm.location_id = s.location_id AND m.sku = s.sku'
      : 'm.location_id = s.location_id';
    const streamOrder = byLevel
      ? 'm.location_id DESC, m.sku DESC, m.sequence DESC'
      : 'm.location_id DESC, m.recorded_at DESC, m.sku DESC, m.sequence DESC';
    const rows = (await this.dataSource.query(
      `WITH newest AS MATERIALIZED (
         SELECT s.location_id, ${byLevel ? 's.sku' : 'm.sku'}, m.recorded_at
         FROM inventory.${byLevel ? 'stock_level' : 'location'} s
         CROSS JOIN LATERAL (
           SELECT m.sku, m.recorded_at FROM inventory.stock_movement m
           WHERE ${inStream} ${older} ORDER BY ${streamOrder} LIMIT 1
         ) m
         ${where}
         ORDER BY m.recorded_at DESC, s.location_id DESC, 2 DESC LIMIT ${n}
       )
       SELECT m.* FROM newest s
       CROSS JOIN LATERAL (
         SELECT ${MOVEMENT_COLUMNS} FROM inventory.stock_movement m
         WHERE ${inStream} ${older} ORDER BY ${streamOrder} LIMIT ${n}
       ) m
       ORDER BY m.recorded_at DESC, m.location_id DESC, m.sku DESC, m.sequence DESC LIMIT ${n}`,
      where.values,
    )) as MovementRow[];
    return page(rows, limit, movementView, (row) => [row.recorded, row.location_id, row.sku, row.sequence]);
  }
}

/** The condition that a line comes after the cursor's; the first half of it is what an index can use. */
function olderThan([recorded, locationId, sku, sequence]: (string | number)[], where: Where): string {
  const at = moment(recorded);
  return where.text(
    'm.recorded_at <= ?::timestamptz AND ' +
      '(m.recorded_at, m.location_id, m.sku, m.sequence) < (?::timestamptz, ?::text, ?::text, ?::bigint)',
    at,
    at,
    String(locationId),
    String(sku),
    wholeNumber(sequence),
  );
}

function wholeNumber(key: string | number | undefined): string {
  if (!/^\d{1,18}$/.test(String(key))) throw invalidCursor();
  return String(key);
}

function moment(key: string | number | undefined): string {
  const text = String(key);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) || Number.isNaN(Date.parse(text)))
    throw invalidCursor();
  return text;
}
