import type { Disposition } from '#contracts';
import type { BatchState } from './batch-state.js';
import type { Posting } from './book.js';
import type { Figures, Level } from './level.js';

/** A line of a sale or of a receipt, as it is to be entered. */
export interface EnteredLine extends Omit<Posting, 'staged' | 'safetyStock'> {
  readonly restatementId: string;
  readonly disposalId: string;
  /** The units came back and were thrown away. */
  readonly disposed: boolean;
}

/**
 * Enters what goes over a counter, in either direction. A line that occurred before the level's newest count is
 * restated at once, for the count already knows of it; units that are thrown away are written off in a line of
 * their own.
 */
export function enterLine({ book }: BatchState, level: Level, line: EnteredLine): void {
  const { restatementId, disposalId, disposed, ...posting } = line;
  const { onHand } = posting.change;
  book.post(level, posting);
  if (onHand === undefined) return;
  const late = level.countedAt !== null && posting.occurredAt <= level.countedAt;
  if (!late && !disposed) return;
  book.post(level, {
    movementId: late ? restatementId : disposalId,
    type: late ? 'count_restatement' : 'dispose',
    quantity: late ? -onHand : onHand,
    change: { onHand: -onHand },
    occurredAt: posting.occurredAt,
    reference: posting.reference,
  });
}

/** What units that come back do to the figures: on sale again, unless somebody has to look at them first. */
export function comesBack(units: number, disposition: Disposition | undefined): Partial<Figures> {
  switch (disposition) {
    case 'refurbish':
    case 'quarantine':
    case 'return_to_warehouse':
      return { onHand: units, qualityControl: units };
    default:
      return { onHand: units };
  }
}
