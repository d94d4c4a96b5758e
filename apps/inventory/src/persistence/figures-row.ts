import type { Figures } from '../domain/level.js';

/** The figures as they stand in a row of `stock_level`, and after each line of `stock_movement`. */
export interface FiguresRow {
  on_hand: number;
  reserved: number;
  committed: number;
  damaged: number;
  quality_control: number;
  safety_stock: number;
  incoming: number;
}

export const figuresOf = (row: FiguresRow): Figures & { safetyStock: number } => ({
  onHand: row.on_hand,
  reserved: row.reserved,
  committed: row.committed,
  damaged: row.damaged,
  qualityControl: row.quality_control,
  safetyStock: row.safety_stock,
  incoming: row.incoming,
});
