import type { Movement, MovementType } from '#contracts';
import { available } from '../../domain/level.js';
import { displayMovementId } from '../../domain/movement-id.js';
import { type FiguresRow, figuresOf } from '../../persistence/figures-row.js';

/** A row of `inventory.stock_movement`, read with `MOVEMENT_COLUMNS`. */
export interface MovementRow extends FiguresRow {
  movement_id: string;
  type: MovementType;
  sku: string;
  location_id: string;
  quantity: number;
  on_hand_delta: number;
  reserved_delta: number;
  committed_delta: number;
  damaged_delta: number;
  quality_control_delta: number;
  incoming_delta: number;
  sequence: string;
  reason: string | null;
  reference: string | null;
  occurred_at: Date;
  recorded_at: Date;
  /** `recorded_at` to the microsecond, as the database keeps it. */
  recorded: string;
}

export const MOVEMENT_COLUMNS = `
  m.movement_id, m.type, m.sku, m.location_id, m.quantity,
  m.on_hand_delta, m.reserved_delta, m.committed_delta, m.damaged_delta, m.quality_control_delta, m.incoming_delta,
  m.on_hand, m.reserved, m.committed, m.damaged, m.quality_control, m.safety_stock, m.incoming,
  m.sequence, m.reason, m.reference, m.occurred_at, m.recorded_at,
  to_char(m.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded`;

/** The line of the ledger as the API shows it. */
export function movementView(row: MovementRow): Movement {
  const after = figuresOf(row);
  return {
    movementId: displayMovementId(row.movement_id),
    type: row.type,
    sku: row.sku,
    locationId: row.location_id,
    quantity: row.quantity,
    deltas: {
      onHand: row.on_hand_delta,
      reserved: row.reserved_delta,
      committed: row.committed_delta,
      damaged: row.damaged_delta,
      qualityControl: row.quality_control_delta,
      incoming: row.incoming_delta,
    },
    after: { ...after, available: available(after) },
    sequence: Number(row.sequence),
    reason: row.reason,
    reference: row.reference,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
  };
}
