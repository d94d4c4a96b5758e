import type { StockLevel } from '#contracts';
import { available } from '../../domain/level.js';
import { type FiguresRow, figuresOf } from '../../persistence/figures-row.js';

/** A row of `inventory.stock_level`, read with `LEVEL_COLUMNS`. */
export interface LevelRow extends FiguresRow {
  sku: string;
  location_id: string;
  sequence: string;
  updated_at: Date;
}

export const LEVEL_COLUMNS =
  'l.sku, l.location_id, l.on_hand, l.reserved, l.committed, l.damaged, l.quality_control, l.safety_stock, ' +
  'l.incoming, l.sequence, l.updated_at';

/** The level as the API shows it. */
export function levelView(row: LevelRow): StockLevel {
  const figures = figuresOf(row);
  return {
    sku: row.sku,
    locationId: row.location_id,
    ...figures,
    available: available(figures),
    sequence: Number(row.sequence),
    updatedAt: row.updated_at.toISOString(),
  };
}
