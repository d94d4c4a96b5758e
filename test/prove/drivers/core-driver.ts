import {
  createsLevels,
  levelsOf,
  movementIdsOf,
} from '../../../apps/inventory/src/batching/command-scope.js';
import {
  BatchState,
  type CountState,
  type ReservationState,
  type TransferState,
} from '../../../apps/inventory/src/domain/batch-state.js';
import { type LedgerEntry, StockBook } from '../../../apps/inventory/src/domain/book.js';
import type { StockCommand } from '../../../apps/inventory/src/domain/command.js';
import { decide } from '../../../apps/inventory/src/domain/decide.js';
import {
  emptyLevel,
  type Figures,
  type Level,
  levelId,
  type LevelRef,
} from '../../../apps/inventory/src/domain/level.js';
import type { Outcome } from '../../../apps/inventory/src/domain/refusal.js';
import type { World } from '../model/intent.js';
import {
  emptyShelf,
  isKept,
  type Operation,
  type Place,
  type Result,
  type Shelf,
} from '../model/operation.js';
import { commandOf, resultOf } from './commands.js';
import type { Driver, OpenWorld } from './driver.js';

const FIGURES = ['onHand', 'reserved', 'committed', 'damaged', 'qualityControl', 'incoming'] as const;

/** The pure core with nothing around it: `decide`, on what a step's commands need, kept in maps. */
export class CoreDriver implements Driver {
  readonly name = 'core';
  private readonly worlds: CoreWorld[] = [];

  open(world: World): Promise<OpenWorld> {
    // What ended well is forgotten: a long run makes many worlds.
    this.worlds.splice(0, this.worlds.length, ...this.worlds.filter(({ faults }) => faults.length > 0));
    const opened = new CoreWorld(world);
    this.worlds.push(opened);
    return Promise.resolve(opened);
  }

  violations(): Promise<string[]> {
    return Promise.resolve(this.worlds.flatMap(({ faults }) => faults));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class CoreWorld implements OpenWorld {
  /** Where ledger and levels disagree. */
  readonly faults: string[] = [];
  private readonly start = Date.parse('2026-11-24T09:00:00Z');
  private readonly levels = new Map<string, Level>();
  private readonly reservations = new Map<string, ReservationState>();
  private readonly transfers = new Map<string, TransferState>();
  private readonly counts = new Map<string, CountState>();
  private readonly ledger: LedgerEntry[] = [];
  private readonly entered = new Map<string, number | null>();
  /** What is kept under the ids of operations that succeeded, as a service does beside the core. */
  private readonly answers = new Map<string, Result>();

  constructor(private readonly world: World) {}

  perform(operations: readonly Operation[]): Promise<Result[]> {
    for (const operation of operations) {
      if (operation.kind !== 'expire' || !operation.due) continue;
      const reservation = this.reservations.get(operation.reservationId);
      if (reservation !== undefined) reservation.expiresAt = this.start - 1;
    }
    const commands = operations.map((operation) => commandOf(operation, this.start));
    const state = this.load(commands);
    const results = operations.map((operation, i) =>
      this.once(state, operation, commands[i] as StockCommand),
    );
    this.keep(state);
    return Promise.resolve(results);
  }

  shelves(places: readonly Place[]): Promise<Shelf[]> {
    return Promise.resolve(places.map((place) => this.shelf(place)));
  }

  private shelf(place: Place): Shelf {
    const level = this.levels.get(levelId(place.locationId, place.sku));
    const shelf = emptyShelf();
    if (level !== undefined) {
      for (const figure of Object.keys(shelf) as (keyof Shelf)[]) shelf[figure] = level[figure];
    }
    return shelf;
  }

  private once(state: BatchState, operation: Operation, command: StockCommand): Result {
    const before = this.answers.get(operation.opId);
    if (before !== undefined) return before;
    const outcome: Outcome<unknown> = decide(state, command);
    const result = resultOf(operation, outcome);
    if (outcome.ok && isKept(operation)) this.answers.set(operation.opId, result);
    return result;
  }

  private load(commands: readonly StockCommand[]): BatchState {
    for (const command of commands) {
      if (createsLevels(command)) for (const ref of levelsOf(command)) this.create(ref);
      if (command.type !== 'ship_transfer' && command.type !== 'receive_transfer') continue;
      const { from, to, lines } = this.transfers.get(command.transferId) ?? { from: '', to: '', lines: [] };
      for (const { sku } of lines) for (const locationId of [from, to]) this.create({ locationId, sku });
    }
    const state = new BatchState(new StockBook(this.levels.values(), this.start));
    for (const sku of this.world.skus) state.knownSkus.add(sku);
    for (const id of this.world.locations) state.locationSafetyStock.set(id, 0);
    for (const [id, reservation] of this.reservations) state.reservations.set(id, reservation);
    for (const [id, transfer] of this.transfers) state.transfers.set(id, transfer);
    for (const [id, count] of this.counts) state.counts.set(id, count);
    for (const id of commands.flatMap(movementIdsOf)) {
      const hash = this.entered.get(id);
      if (hash !== undefined) state.knownMovements.set(id, hash);
    }
    for (const command of commands) if (command.type === 'record_count') this.loadMoved(state, command);
    return state;
  }

  private loadMoved(state: BatchState, count: StockCommand & { type: 'record_count' }): void {
    for (const { sku } of count.lines) {
      const onHand = this.ledger
        .filter((entry) => entry.locationId === count.locationId && entry.sku === sku)
        .filter((entry) => entry.occurredAt > Date.parse(count.countedAt))
        .reduce((sum, entry) => sum + (entry.change.onHand ?? 0), 0);
      const id = `${count.countId}\u001f${levelId(count.locationId, sku)}`;
      state.movedSince.set(id, { onHand, staged: 0 });
    }
  }

  private keep(state: BatchState): void {
    for (const reservation of state.newReservations) {
      this.reservations.set(reservation.reservationId, reservation);
    }
    for (const [id, transfer] of state.newTransfers) this.transfers.set(id, transfer);
    for (const [id, count] of state.counts) this.counts.set(id, count);
    for (const entry of state.book.entries) {
      this.audit(entry);
      this.ledger.push(entry);
      this.entered.set(entry.movementId, entry.contentHash ?? null);
    }
  }

  /** What the database's keys and the reconciliation hold a ledger to. */
  private audit(entry: LedgerEntry): void {
    const where = `${levelId(entry.locationId, entry.sku)} line ${entry.sequence} (${entry.movementId})`;
    if (this.entered.has(entry.movementId)) this.faults.push(`${where} is entered twice`);
    const before = this.ledger.findLast((e) => e.locationId === entry.locationId && e.sku === entry.sku);
    if (entry.sequence !== (before?.sequence ?? 0) + 1)
      this.faults.push(`${where} leaves a gap in the ledger`);
    for (const figure of FIGURES) {
      const sum = (before?.after[figure] ?? 0) + (entry.change[figure as keyof Figures] ?? 0);
      if (entry.after[figure] !== sum) {
        this.faults.push(`${where} says ${figure} ${entry.after[figure]}, its movements ${sum}`);
      }
      if (figure !== 'onHand' && sum < 0) this.faults.push(`${where} carries ${figure} below zero`);
    }
  }

  private create(ref: LevelRef): void {
    const id = levelId(ref.locationId, ref.sku);
    if (!this.levels.has(id)) this.levels.set(id, emptyLevel(ref, 0, null));
  }
}
