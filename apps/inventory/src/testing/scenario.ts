import { BatchState, type TransferState } from '../domain/batch-state.js';
import { type LedgerEntry, StockBook } from '../domain/book.js';
import type { Cells } from '../domain/cells.js';
import type { StockCommand, ValueOf } from '../domain/command.js';
import { decide } from '../domain/decide.js';
import type { Level } from '../domain/level.js';
import type { Outcome, Refusal } from '../domain/refusal.js';
import { NOW, SKU, STORE } from './builders.js';

/** What is there before a test's first command. */
export interface Given {
  readonly levels?: readonly Level[];
  readonly transfers?: readonly TransferState[];
  /** Safety stock by location; every location of a level, and `STORE`, is known anyway. */
  readonly locations?: Record<string, number>;
  /** SKUs that are known beyond those of the levels. */
  readonly skus?: readonly string[];
  readonly now?: number;
  readonly cells?: Cells;
}

/** `given(...)` a stock, `when` a command is judged, then look at the outcome, the level and the ledger. */
export function given(given: Given = {}): Scenario {
  const levels = given.levels ?? [];
  const state = new BatchState(new StockBook(levels, given.now ?? NOW), given.cells);
  state.locationSafetyStock.set(STORE, 0);
  for (const { locationId, sku } of levels) {
    state.locationSafetyStock.set(locationId, 0);
    state.knownSkus.add(sku);
  }
  for (const [id, safetyStock] of Object.entries(given.locations ?? {})) {
    state.locationSafetyStock.set(id, safetyStock);
  }
  for (const sku of given.skus ?? []) state.knownSkus.add(sku);
  for (const transfer of given.transfers ?? []) state.transfers.set(transfer.transferId, transfer);
  return new Scenario(state);
}

export class Scenario {
  constructor(readonly state: BatchState) {}

  /** Judges a command on what the commands before it left. */
  when<C extends StockCommand>(command: C): Outcome<ValueOf<C>> {
    return decide(this.state, command);
  }

  /** The same reservations, transfers and levels in a later batch: other moment, empty ledger, known ids kept. */
  later(milliseconds: number): Scenario {
    const { state } = this;
    const next = new BatchState(new StockBook(this.levels, state.now + milliseconds));
    copy(state.reservations, next.reservations);
    copy(state.transfers, next.transfers);
    copy(state.newTransfers, next.transfers);
    copy(state.counts, next.counts);
    copy(state.knownMovements, next.knownMovements);
    copy(state.waitingLines, next.waitingLines);
    copy(state.locationSafetyStock, next.locationSafetyStock);
    for (const { movementId, contentHash } of state.book.entries) {
      if (!next.knownMovements.has(movementId)) next.knownMovements.set(movementId, contentHash ?? null);
    }
    for (const sku of state.knownSkus) next.knownSkus.add(sku);
    return new Scenario(next);
  }

  level(sku = SKU, locationId = STORE): Level {
    const level = this.state.level({ locationId, sku });
    if (level === undefined) throw new Error(`The scenario has no level ${locationId}/${sku}`);
    return level;
  }

  get ledger(): readonly LedgerEntry[] {
    return this.state.book.entries;
  }

  /** Type and quantity of every ledger line, such as `sale 3`. */
  get story(): string[] {
    return this.ledger.map((entry) => `${entry.type} ${entry.quantity}`);
  }

  private get levels(): Level[] {
    const all: Level[] = [];
    for (const locationId of this.state.locationSafetyStock.keys()) {
      for (const sku of this.state.knownSkus) {
        const level = this.state.level({ locationId, sku });
        if (level !== undefined) all.push(level);
      }
    }
    return all;
  }
}

function copy<T>(from: ReadonlyMap<string, T>, to: Map<string, T>): void {
  for (const [key, value] of from) to.set(key, value);
}

/** The value of an outcome that was accepted; anything else fails the test with the refusal's words. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.code}: ${outcome.refusal.detail}`);
  return outcome.value;
}

/** The refusal of an outcome that must be one. */
export function refusalOf(outcome: Outcome<unknown>): Refusal {
  if (outcome.ok) throw new Error(`Accepted: ${JSON.stringify(outcome.value)}`);
  return outcome.refusal;
}
