import type {
  CountResult,
  ReservationStatus,
  Sale,
  SaleLine,
  ShortLine,
  TransferStatus,
  TransferStockStatus,
} from '#contracts';
import type { StockBook } from './book.js';
import type { Cause } from './cause.js';
import { Cells } from './cells.js';
import type { Level, LevelRef } from './level.js';

export interface ReservationLineState {
  readonly lineNo: number;
  readonly locationId: string;
  readonly sku: string;
  readonly requested: number;
  readonly quantity: number;
  fulfilled: number;
  released: number;
  /** Of what is held: picked, and waiting for handover. */
  staged: number;
}

export interface ReservationState {
  readonly reservationId: string;
  readonly reference: string;
  status: ReservationStatus;
  readonly ttlSeconds: number;
  /** Milliseconds since 1970, like every time in here. */
  expiresAt: number;
  readonly contentHash: number;
  readonly createdAt: number;
  updatedAt: number;
  readonly lines: ReservationLineState[];
}

export interface TransferState {
  readonly transferId: string;
  readonly from: string;
  readonly to: string;
  readonly stockStatus: TransferStockStatus;
  status: TransferStatus;
  readonly reference: string | null;
  readonly contentHash: number;
  readonly lines: {
    readonly sku: string;
    readonly quantity: number;
    shipped: number;
    received: number;
    lost: number;
  }[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface CountState {
  readonly contentHash: number;
  readonly answer: CountResult;
}

/** A sale line that is to wait. */
export interface WaitingLine {
  readonly sale: Sale;
  readonly line: SaleLine;
  readonly contentHash: number;
}

export interface RecordedCount {
  readonly countId: string;
  readonly locationId: string;
  readonly countedAt: number;
  readonly contentHash: number;
  readonly answer: CountResult;
}

/** A step in a reservation's life, for the event that tells of it; `units` are those it is about. */
export interface ReservationStep {
  readonly step: 'created' | 'extended' | 'committed' | 'fulfilled' | 'released' | 'expired';
  readonly cause: Cause;
  readonly reservation: Pick<ReservationState, 'reservationId' | 'reference' | 'status' | 'expiresAt'>;
  readonly units: readonly { readonly sku: string; readonly locationId: string; readonly quantity: number }[];
}

/** A step that another service asked for and did not get, for the event that tells it. */
export interface RefusedStep {
  readonly step: 'refused';
  readonly cause: Cause;
  readonly reservationId: string;
  /** Of the request, not of the reservation. */
  readonly reference: string;
  readonly request: 'reserve' | 'commit' | 'fulfill' | 'release' | 'stage';
  readonly code: string;
  readonly short: readonly ShortLine[];
}

/** What other batches moved at a level after a count's moment. */
export interface MovedSince {
  readonly onHand: number;
  readonly staged: number;
}

/** Lines of a sale that were entered by one command. */
export interface RecordedSale {
  readonly cause: Cause;
  readonly sale: Sale;
  readonly lines: readonly SaleLine[];
}

/**
 * All that a batch is decided on, as loaded under its locks, and all that it decided. `decide` reads the first
 * half and fills the second.
 */
export class BatchState {
  readonly reservations = new Map<string, ReservationState>();
  readonly transfers = new Map<string, TransferState>();
  readonly counts = new Map<string, CountState>();
  /** Content of the ledger lines that are there already, by movement id. */
  readonly knownMovements = new Map<string, number | null>();
  /** Content of the sale lines that wait already, by movement id. */
  readonly waitingLines = new Map<string, number>();
  /** Of the ids that commands name and no level covers: those that exist. */
  readonly knownSkus = new Set<string>();
  readonly locationSafetyStock = new Map<string, number>();
  /** By count id and level: what the book had at the count's moment is what it has now less that. */
  readonly movedSince = new Map<string, MovedSince>();
  /** Staged units by level, as they were before the batch, where a count needs them. */
  readonly stagedBefore = new Map<string, number>();

  readonly newReservations = new Set<ReservationState>();
  readonly changedReservations = new Set<ReservationState>();
  /** Plans of this batch. They cannot be shipped in it, for their levels are not loaded. */
  readonly newTransfers = new Map<string, TransferState>();
  readonly changedTransfers = new Set<TransferState>();
  readonly newCounts: RecordedCount[] = [];
  readonly newWaitingLines: WaitingLine[] = [];
  /** Lines that waited and need not any more. */
  readonly settledWaitingLines: {
    readonly locationId: string;
    readonly saleId: string;
    readonly lineId: string;
  }[] = [];
  readonly recordedSales: RecordedSale[] = [];
  /** In the order in which they were taken, so that the events of one reservation come in order. */
  readonly reservationSteps: (ReservationStep | RefusedStep)[] = [];

  constructor(
    readonly book: StockBook,
    readonly cells: Cells = Cells.ONE,
  ) {}

  get now(): number {
    return this.book.now;
  }

  level(ref: LevelRef): Level | undefined {
    return this.book.level(ref);
  }

  /** Which of the two a missing level lacks; undefined if both are known. */
  unknown(ref: LevelRef): 'unknown_location' | 'unknown_sku' | undefined {
    if (this.level(ref) !== undefined) return undefined;
    if (!this.locationSafetyStock.has(ref.locationId)) return 'unknown_location';
    return this.knownSkus.has(ref.sku) ? undefined : 'unknown_sku';
  }
}
