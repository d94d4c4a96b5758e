import type { BatchState } from './batch-state.js';
import type { ReceivedLine, ReceiveUnits } from './command.js';
import { contentHash } from './content-hash.js';
import { comesBack, enterLine } from './enter-line.js';
import type { Level } from './level.js';
import { receiptMovementId } from './movement-id.js';
import { tooFarAhead } from './occurred-at.js';
import { accepted, type Outcome, refused } from './refusal.js';
import { unknownDetail } from './unknown.js';

/**
 * Takes in what a customer brought back, or what nobody collected. Restocked units are on sale at once; those to be
 * refurbished, quarantined or sent to the warehouse are under quality control; what is thrown away comes in and is
 * written off. A receipt that occurred before a level's newest count is restated at once. All lines or none; known
 * lines are passed over. Refused: `unknown_location`, `unknown_sku`, `receipt_conflict` (a line's id with other
 * content), `occurred_in_future`, `figure_out_of_range`.
 */
export function decideReceipt(state: BatchState, command: ReceiveUnits): Outcome<{ duplicate: boolean }> {
  const { receiptId, locationId } = command;
  const occurredAt = Date.parse(command.occurredAt);
  const early = tooFarAhead('occurredAt', occurredAt, state.now);
  if (early !== undefined) return early;

  const plan: { line: ReceivedLine; level: Level; movementId: string; hash: number }[] = [];
  const seen = new Map<string, number>();
  for (const line of command.lines) {
    const movementId = receiptMovementId('receipt', receiptId, line.lineId);
    const hash = lineHash(command, line);
    const known = seen.get(movementId) ?? state.knownMovements.get(movementId);
    if (known !== undefined) {
      if (known === hash) continue;
      return refused(
        'receipt_conflict',
        `Line "${line.lineId}" of receipt "${receiptId}" was entered with other content. Give a new line its own lineId.`,
        { lineId: line.lineId },
      );
    }
    seen.set(movementId, hash);
    const ref = { locationId, sku: line.sku };
    const level = state.level(ref);
    if (level === undefined) {
      const code = state.unknown(ref) ?? 'unknown_sku';
      return refused(code, unknownDetail(code, ref));
    }
    plan.push({ line, level, movementId, hash });
  }
  if (carriesTooFar(state, plan)) {
    return refused(
      'figure_out_of_range',
      `The receipt would carry a figure at ${locationId} beyond two thousand million units. Correct its quantities.`,
    );
  }
  for (const { line, level, movementId, hash } of plan) {
    state.knownMovements.set(movementId, hash);
    enterLine(state, level, {
      movementId,
      restatementId: receiptMovementId('receipt-restatement', receiptId, line.lineId),
      disposalId: receiptMovementId('receipt-disposal', receiptId, line.lineId),
      type: command.reason === 'customer_return' ? 'customer_return' : 'receipt',
      quantity: line.quantity,
      change: comesBack(line.quantity, line.disposition),
      disposed: line.disposition === 'dispose',
      occurredAt,
      reason: line.disposition,
      reference: command.reference,
      contentHash: hash,
    });
  }
  return accepted({ duplicate: plan.length === 0 });
}

/** Lines of one level are added up: together they must not leave the range that can be stored. */
function carriesTooFar(
  state: BatchState,
  plan: readonly { readonly line: ReceivedLine; readonly level: Level }[],
): boolean {
  const sums = new Map<Level, number>();
  for (const { line, level } of plan) sums.set(level, (sums.get(level) ?? 0) + line.quantity);
  return [...sums].some(([level, units]) =>
    state.book.overflows(level, { onHand: units, qualityControl: units }),
  );
}

const lineHash = ({ locationId, reason, reference }: ReceiveUnits, line: ReceivedLine): number =>
  contentHash([locationId, reason, reference, line.sku, line.quantity, line.disposition].join('\u001f'));
