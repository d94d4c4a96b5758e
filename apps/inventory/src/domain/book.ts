import type { MovementType } from '#contracts';
import type { Cause } from './cause.js';
import { type Figures, type Level, type LevelRef, levelId } from './level.js';

/** What a command asks the book to enter: a change of figures at one level, with its story. */
export interface Posting {
  readonly movementId: string;
  readonly type: MovementType;
  /** As the command gave it, with its sign, in base units. */
  readonly quantity: number;
  readonly change: Partial<Figures>;
  /** How many more units of the level's promises are picked from now on; below zero: fewer. No figure of the level. */
  readonly staged?: number;
  /** The safety stock from now on, where the posting is about that. */
  readonly safetyStock?: number;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  readonly reason?: string | undefined;
  readonly reference?: string | undefined;
  readonly contentHash?: number;
}

/** A line of the ledger as it will be written. */
export interface LedgerEntry extends Posting {
  readonly locationId: string;
  readonly sku: string;
  readonly sequence: number;
  readonly after: Readonly<Figures & { safetyStock: number }>;
}

/** A level that movements touched: as it was before the batch, and as it is now. */
export interface TouchedLevel {
  readonly before: Readonly<Level>;
  readonly level: Level;
  /** The command of the batch that changed it last. */
  cause: Cause | undefined;
}

/** Figures are 32-bit integers in the database; a level that would leave that range is a mistake, not stock. */
const MAX_FIGURE = 2_000_000_000;

/**
 * The levels of a batch while it is decided, and the ledger lines decided so far. `post` is the one place in
 * which a figure changes, so the ledger and the balance cannot differ.
 */
export class StockBook {
  readonly entries: LedgerEntry[] = [];
  private readonly levels = new Map<string, Level>();
  private readonly touched = new Map<string, TouchedLevel>();
  private cause: Cause | undefined;

  constructor(
    levels: Iterable<Level>,
    /** The database's clock at the moment of decision, in milliseconds since 1970. */
    readonly now: number,
  ) {
    for (const level of levels) this.levels.set(levelId(level.locationId, level.sku), level);
  }

  /** What is posted from now on comes of that command. */
  begin(cause: Cause): void {
    this.cause = cause;
  }

  level(ref: LevelRef): Level | undefined {
    return this.levels.get(levelId(ref.locationId, ref.sku));
  }

  /** Whether the change would carry a figure out of the range that can be stored. */
  overflows(level: Level, change: Partial<Figures>): boolean {
    for (const name in change) {
      const figure = name as keyof Figures;
      if (Math.abs(level[figure] + (change[figure] ?? 0)) > MAX_FIGURE) return true;
    }
    return false;
  }

  /** Enters a ledger line and changes the level by the same numbers. */
  post(level: Level, posting: Posting): void {
    const id = levelId(level.locationId, level.sku);
    const touched = this.touched.get(id);
    if (touched === undefined) this.touched.set(id, { before: { ...level }, level, cause: this.cause });
    else touched.cause = this.cause;
    const { change } = posting;
    level.onHand += change.onHand ?? 0;
    level.reserved += change.reserved ?? 0;
    level.committed += change.committed ?? 0;
    level.damaged += change.damaged ?? 0;
    level.qualityControl += change.qualityControl ?? 0;
    level.incoming += change.incoming ?? 0;
    level.safetyStock = posting.safetyStock ?? level.safetyStock;
    level.sequence += 1;
    this.entries.push({
      ...posting,
      locationId: level.locationId,
      sku: level.sku,
      sequence: level.sequence,
      after: {
        onHand: level.onHand,
        reserved: level.reserved,
        committed: level.committed,
        damaged: level.damaged,
        qualityControl: level.qualityControl,
        incoming: level.incoming,
        safetyStock: level.safetyStock,
      },
    });
  }

  touchedLevels(): TouchedLevel[] {
    return [...this.touched.values()];
  }
}
