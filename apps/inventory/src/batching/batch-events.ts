import {
  LevelChanged,
  LowStock,
  Oversold,
  ReservationCommitted,
  ReservationCreated,
  ReservationExpired,
  ReservationExtended,
  ReservationFulfilled,
  ReservationRefused,
  ReservationReleased,
  SaleRecorded,
} from '#contracts';
import { type OutboxRow, outboxRow } from '#messaging';
import type { BatchState, RefusedStep, ReservationStep } from '../domain/batch-state.js';
import type { TouchedLevel } from '../domain/book.js';
import type { Cause } from '../domain/cause.js';
import { available, shortage } from '../domain/level.js';

const RESERVATION_EVENTS = {
  created: ReservationCreated,
  extended: ReservationExtended,
  committed: ReservationCommitted,
  fulfilled: ReservationFulfilled,
  released: ReservationReleased,
  expired: ReservationExpired,
} as const satisfies Record<ReservationStep['step'], unknown>;

/** The events of a batch: one per touched level, whatever moved it how often; one per sale and reservation step. */
export function batchEvents(state: BatchState): OutboxRow[] {
  const occurredAt = new Date(state.now);
  const updatedAt = occurredAt.toISOString();
  const rows: OutboxRow[] = [];
  for (const touched of state.book.touchedLevels()) {
    rows.push(levelChanged(touched, occurredAt, updatedAt));
    const alert = lowStock(touched, occurredAt);
    if (alert !== undefined) rows.push(alert);
  }
  for (const { cause, sale, lines } of state.recordedSales) {
    rows.push(
      outboxRow(
        SaleRecorded,
        { ...sale, lines: [...lines] },
        { occurredAt: new Date(sale.occurredAt), ...causedBy(cause) },
      ),
    );
  }
  for (const step of state.reservationSteps) {
    rows.push(step.step === 'refused' ? refusedStep(step, occurredAt) : reservationStep(step, occurredAt));
  }
  return rows;
}

/** A command starts a story of its own, unless it came with a message that is part of one. */
const causedBy = ({ commandId, correlationId, traceparent }: Cause) => ({
  correlationId: correlationId ?? commandId,
  causationId: commandId,
  ...(traceparent === undefined ? {} : { traceparent }),
});

/** A level may be changed by many at once: its event belongs to the story of the last of them. */
const ofLevel = ({ cause }: TouchedLevel) => (cause === undefined ? {} : causedBy(cause));

function reservationStep({ step, cause, reservation, units }: ReservationStep, occurredAt: Date): OutboxRow {
  return outboxRow(
    RESERVATION_EVENTS[step],
    {
      reservationId: reservation.reservationId,
      reference: reservation.reference,
      status: reservation.status,
      expiresAt: new Date(reservation.expiresAt).toISOString(),
      lines: units.map((unit) => ({ ...unit })),
    },
    { occurredAt, ...causedBy(cause) },
  );
}

function refusedStep(refused: RefusedStep, occurredAt: Date): OutboxRow {
  const { reservationId, reference, request, code, short, cause } = refused;
  return outboxRow(
    ReservationRefused,
    { reservationId, reference, request, code, lines: [...short] },
    { occurredAt, ...causedBy(cause) },
  );
}

/** Levels whose shortage this batch made or made worse. */
export const newlyOversold = (state: BatchState): TouchedLevel[] =>
  state.book.touchedLevels().filter(({ before, level }) => shortage(level) > shortage(before));

/** How many levels that were, and how many units more are promised there than are left. */
export function newShortage(state: BatchState): { readonly levels: number; readonly units: number } {
  const levels = newlyOversold(state);
  const units = levels.reduce((sum, { before, level }) => sum + shortage(level) - shortage(before), 0);
  return { levels: levels.length, units };
}

/** A reservation that has a claim on an oversold level, and how many units it still holds there. */
export interface Claim {
  readonly reservationId: string;
  readonly reference: string;
  readonly status: 'active' | 'committed';
  /** Not staged: what is picked is not at risk. */
  readonly quantity: number;
}

/** `claims` in the order in which they should give way; only as many as the shortage needs are named. */
export function oversold(touched: TouchedLevel, claims: readonly Claim[], now: number): OutboxRow {
  const { level } = touched;
  const missing = shortage(level);
  const atRisk: Claim[] = [];
  let covered = 0;
  for (const claim of claims) {
    if (covered >= missing) break;
    atRisk.push(claim);
    covered += claim.quantity;
  }
  return outboxRow(
    Oversold,
    {
      sku: level.sku,
      locationId: level.locationId,
      shortage: missing,
      onHand: level.onHand,
      reserved: level.reserved,
      committed: level.committed,
      sequence: level.sequence,
      atRisk,
    },
    { occurredAt: new Date(now), ...ofLevel(touched) },
  );
}

function levelChanged(touched: TouchedLevel, occurredAt: Date, updatedAt: string): OutboxRow {
  const { before, level } = touched;
  return outboxRow(
    LevelChanged,
    {
      sku: level.sku,
      locationId: level.locationId,
      onHand: level.onHand,
      reserved: level.reserved,
      committed: level.committed,
      damaged: level.damaged,
      qualityControl: level.qualityControl,
      safetyStock: level.safetyStock,
      incoming: level.incoming,
      available: available(level),
      sequence: level.sequence,
      updatedAt,
      previousSequence: before.sequence,
    },
    { occurredAt, ...ofLevel(touched) },
  );
}

function lowStock(touched: TouchedLevel, occurredAt: Date): OutboxRow | undefined {
  const { before, level } = touched;
  const threshold = level.lowStockThreshold;
  if (threshold === null || available(before) <= threshold || available(level) > threshold) return undefined;
  const { sku, locationId, sequence } = level;
  return outboxRow(
    LowStock,
    { sku, locationId, available: available(level), threshold, sequence },
    { occurredAt, ...ofLevel(touched) },
  );
}
