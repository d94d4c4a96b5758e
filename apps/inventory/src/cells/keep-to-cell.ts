import { ConfigError } from '#platform';
import type { DataSource } from 'typeorm';
import type { Cells } from '../domain/cells.js';

/** How many locations a refusal to start names. */
const NAMED = 10;

/**
 * The cells, once it is sure that the database is this cell's: it holds no level and no waiting sale of a location that
 * the plan gives to another cell. Throws a `ConfigError` otherwise, for two databases would then have books of one
 * shelf.
 */
export async function keepToCell(dataSource: DataSource, cells: Cells): Promise<Cells> {
  if (cells.own === undefined) return cells;
  const rows = (await dataSource.query(
    `SELECT location_id FROM inventory.location l
       WHERE EXISTS (SELECT FROM inventory.stock_level s WHERE s.location_id = l.location_id)
     UNION SELECT DISTINCT location_id FROM inventory.pending_sale_line
     ORDER BY location_id`,
  )) as { location_id: string }[];
  const foreign = rows.map((row) => row.location_id).filter((id) => !cells.has(id));
  if (foreign.length === 0) return cells;
  const more = foreign.length > NAMED ? ` and ${foreign.length - NAMED} more` : '';
  const named = foreign.slice(0, NAMED).map((id) => `"${id}"`);
  throw new ConfigError(
    `The database of cell "${cells.own.name}" holds stock or waiting sales of ${named.join(', ')}${more}, which ` +
      'CELLS_FILE gives to another cell. Give them to this cell, or correct CELL or DATABASE_URL: a location stays in ' +
      'the cell that has its books (docs/how-to/part-stock-into-cells.md).',
  );
}
