import type { StockLevel } from '#contracts';
import { available } from '../../domain/level.js';

/** A row of `inventory.stock_level`, read with `LEVEL_COLUMNS`. */
export interface LevelRow {
  sku: string;
  location_id: string;
  on_hand: number;
  reserved: number;
  committed: number;
  damaged: number;
  quality_control: number;
  safety_stock: number;
  incoming: number;
  sequence: string;
  updated_at: Date;
}

export const LEVEL_COLUMNS =
  'l.sku, l.location_id, l.on_hand, l.reserved, l.committed, l.damaged, l.quality_control, l.safety_stock, ' +
  'l.incoming, l.sequence, l.updated_at';

/** The level as the API shows it. */
export function levelView(row: LevelRow): StockLevel {
  const figures = {
    onHand: row.on_hand,
    reserved: row.reserved,
    committed: row.committed,
    damaged: row.damaged,
    qualityControl: row.quality_control,
    safetyStock: row.safety_stock,
    incoming: row.incoming,
  };
  return {
    sku: row.sku,
    locationId: row.location_id,
    ...figures,
    available: available(figures),
    sequence: Number(row.sequence),
    updatedAt: row.updated_at.toISOString(),
  };
}
