import type { MovementInput } from '#contracts';
import type { BatchState } from './batch-state.js';
import type { PostMovement } from './command.js';
import { contentHash } from './content-hash.js';
import { type Figures, type Level, available } from './level.js';
import { postedMovementId } from './movement-id.js';
import { tooFarAhead } from './occurred-at.js';
import { accepted, type Outcome, refused } from './refusal.js';
import { unknownDetail } from './unknown.js';

/**
 * Enters a movement that a person or a system of record posts. Damage is a fact and never refused; the rest is
 * refused beyond what is there:
 * `unknown_location`, `unknown_sku`, `movement_conflict` (the same id with other content), `sequence_mismatch`
 * (compare-and-set), `insufficient_stock` (an adjustment beyond available), `exceeds_on_hand` (a quality hold
 * beyond the sellable units), `insufficient_damaged`, `insufficient_quality_control`, `occurred_in_future`,
 * `figure_out_of_range`.
 */
export function decideMovement(state: BatchState, command: PostMovement): Outcome<{ duplicate: boolean }> {
  const { movement } = command;
  const movementId = postedMovementId(movement.movementId);
  const hash = movementHash(movement);
  const known = state.knownMovements.get(movementId);
  if (known !== undefined) {
    if (known === hash) return accepted({ duplicate: true });
    return refused(
      'movement_conflict',
      `Movement "${movement.movementId}" was posted with other content. Give a new movement its own movementId.`,
    );
  }
  const occurredAt = Date.parse(movement.occurredAt);
  const early = tooFarAhead('occurredAt', occurredAt, state.now);
  if (early !== undefined) return early;

  const level = state.level(movement);
  if (level === undefined) {
    const code = state.unknown(movement) ?? 'unknown_sku';
    return refused(code, unknownDetail(code, movement));
  }
  if (movement.expectedSequence !== undefined && movement.expectedSequence !== level.sequence) {
    return refused(
      'sequence_mismatch',
      `The level is at sequence ${level.sequence}, not ${movement.expectedSequence}. Read it again and decide anew.`,
      { expectedSequence: movement.expectedSequence, sequence: level.sequence },
    );
  }
  const effect = effectOf(level, movement);
  if (!effect.ok) return effect;
  if (state.book.overflows(level, effect.value)) {
    return refused(
      'figure_out_of_range',
      'The movement would carry a figure beyond two thousand million units. Correct its quantity.',
    );
  }
  state.knownMovements.set(movementId, hash);
  state.book.post(level, {
    movementId,
    type: movement.type,
    quantity: movement.quantity,
    change: effect.value,
    occurredAt,
    reason: movement.reason,
    reference: movement.reference,
    contentHash: hash,
  });
  return accepted({ duplicate: false });
}

function effectOf(level: Level, { type, quantity }: MovementInput): Outcome<Partial<Figures>> {
  switch (type) {
    case 'opening':
    case 'receipt':
      return accepted({ onHand: quantity });
    case 'adjustment':
      if (-quantity > available(level)) {
        return refused(
          'insufficient_stock',
          `Only ${available(level)} are available; an adjustment cannot take more than that. If units are really ` +
            'gone, post a count or damage, which are facts.',
          { requested: -quantity, available: available(level) },
        );
      }
      return accepted({ onHand: quantity });
    case 'damage':
      return accepted({ damaged: quantity });
    case 'recover':
      return quantity > level.damaged
        ? beyond('insufficient_damaged', 'damaged', quantity, level.damaged)
        : accepted({ damaged: -quantity });
    case 'quality_hold': {
      const sellable = level.onHand - level.damaged - level.qualityControl;
      return quantity > sellable
        ? beyond('exceeds_on_hand', 'on hand and neither damaged nor held', quantity, Math.max(0, sellable))
        : accepted({ qualityControl: quantity });
    }
    case 'quality_release':
      return quantity > level.qualityControl
        ? beyond('insufficient_quality_control', 'under quality control', quantity, level.qualityControl)
        : accepted({ qualityControl: -quantity });
    case 'dispose': {
      // What is thrown away was set aside before: damaged units first, then those that failed quality control.
      const damaged = Math.min(quantity, level.damaged);
      const held = quantity - damaged;
      return held > level.qualityControl
        ? beyond(
            'insufficient_damaged',
            'damaged or under quality control',
            quantity,
            level.damaged + level.qualityControl,
          )
        : accepted({ onHand: -quantity, damaged: -damaged, qualityControl: -held });
    }
  }
}

const beyond = (code: string, what: string, requested: number, there: number): Outcome<never> =>
  refused(code, `Only ${there} are ${what}; ${requested} were asked for. Correct the quantity.`, {
    requested,
    available: there,
  });

function movementHash(m: MovementInput): number {
  return contentHash(
    `${m.type}\u001f${m.sku}\u001f${m.locationId}\u001f${m.quantity}\u001f${Date.parse(m.occurredAt)}\u001f` +
      `${m.reason ?? ''}\u001f${m.reference ?? ''}`,
  );
}
