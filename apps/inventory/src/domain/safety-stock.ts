import type { BatchState } from './batch-state.js';
import type { SetSafetyStock } from './command.js';
import { safetyStockMovementId } from './movement-id.js';
import { accepted, type Outcome, refused } from './refusal.js';
import { unknownDetail } from './unknown.js';

/**
 * Keeps units back from online promises at one level; null takes the location's setting again. It stands in
 * the ledger as a movement of no units, because it changes what is available. Refused: `unknown_location`,
 * `unknown_sku`.
 */
export function decideSafetyStock(
  state: BatchState,
  command: SetSafetyStock,
): Outcome<{ safetyStock: number }> {
  const level = state.level(command);
  if (level === undefined) {
    const code = state.unknown(command) ?? 'unknown_sku';
    return refused(code, unknownDetail(code, command));
  }
  if (command.keepOwn && level.ownSafetyStock) return accepted({ safetyStock: level.safetyStock });
  const own = command.safetyStock !== null;
  const safetyStock = command.safetyStock ?? state.locationSafetyStock.get(command.locationId) ?? 0;
  const movementId = safetyStockMovementId(command.commandId);
  // Its commit was lost to us, not to the database; a setting that came after it stands.
  if (state.knownMovements.has(movementId)) return accepted({ safetyStock });
  if (level.ownSafetyStock === own && level.safetyStock === safetyStock) return accepted({ safetyStock });
  level.ownSafetyStock = own;
  state.book.post(level, {
    movementId,
    type: 'safety_stock',
    quantity: safetyStock,
    change: {},
    safetyStock,
    occurredAt: state.now,
  });
  return accepted({ safetyStock });
}
