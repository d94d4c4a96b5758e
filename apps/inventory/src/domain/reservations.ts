import type { Reservation, ReservationLineInput, ShortLine } from '#contracts';
import type { BatchState, ReservationLineState, ReservationState } from './batch-state.js';
import type {
  CommitReservation,
  ExpireReservation,
  ExtendReservation,
  Reserve,
  SettleReservation,
} from './command.js';
import { contentHash } from './content-hash.js';
import { available, levelId } from './level.js';
import { reservationMovementId, settlementMovementId } from './movement-id.js';
import { accepted, type Outcome, refused } from './refusal.js';

/** The most that one line may ask for; lines of one level together are one line. */
const MAX_QUANTITY = 1_000_000_000;

const held = (line: ReservationLineState): number => line.quantity - line.fulfilled - line.released;

/**
 * Holds units for a cart or checkout. Lines of one level are added up first; then all lines or none, or, with
 * `allowPartial`, of each line what there is. Refused: `insufficient_stock` with the lines that fall short,
 * `reservation_id_reused` (the id stands for another request), `quantity_out_of_range` (lines of one level add up
 * to more than one line may ask for). Sent again with the same content it gives the
 * first answer again.
 */
export function decideReserve(state: BatchState, command: Reserve): Outcome<Reservation> {
  const { request, reservationId } = command;
  const hash = requestHash(request);
  const existing = state.reservations.get(reservationId);
  if (existing !== undefined) {
    if (existing.contentHash === hash) return accepted(firstAnswer(existing));
    return refused(
      'reservation_id_reused',
      `Reservation "${reservationId}" was made with other content. Choose a new reservationId.`,
    );
  }

  const wanted = addUp(request.lines);
  const tooMuch = wanted.find((line) => line.quantity > MAX_QUANTITY);
  if (tooMuch !== undefined) {
    return refused(
      'quantity_out_of_range',
      `The lines of ${tooMuch.sku} at ${tooMuch.locationId} add up to more than a thousand million units. ` +
        'Correct their quantities.',
      { sku: tooMuch.sku, locationId: tooMuch.locationId, requested: tooMuch.quantity },
    );
  }
  const short: ShortLine[] = [];
  let granted = 0;
  for (const line of wanted) {
    const level = state.level(line);
    const free = level === undefined ? 0 : available(level);
    granted += Math.min(free, line.quantity);
    if (free < line.quantity) {
      short.push({
        sku: line.sku,
        locationId: line.locationId,
        requested: line.quantity,
        available: free,
        reason: state.unknown(line) ?? 'insufficient_stock',
      });
    }
  }
  if (short.length > 0 && (!request.allowPartial || granted === 0)) return insufficient(short);

  const reservation: ReservationState = {
    reservationId,
    reference: request.reference,
    status: 'active',
    ttlSeconds: request.ttlSeconds,
    expiresAt: state.now + request.ttlSeconds * 1000,
    contentHash: hash,
    createdAt: state.now,
    updatedAt: state.now,
    lines: [],
  };
  for (const [index, line] of wanted.entries()) {
    const level = state.level(line);
    const quantity = level === undefined ? 0 : Math.min(available(level), line.quantity);
    const lineNo = index + 1;
    reservation.lines.push({
      lineNo,
      locationId: line.locationId,
      sku: line.sku,
      requested: line.quantity,
      quantity,
      fulfilled: 0,
      released: 0,
    });
    if (level === undefined || quantity === 0) continue;
    state.book.post(level, {
      movementId: reservationMovementId('reserve', reservationId, lineNo),
      type: 'reserve',
      quantity,
      change: { reserved: quantity },
      occurredAt: state.now,
      reference: reservationId,
    });
  }
  state.reservations.set(reservationId, reservation);
  state.newReservations.add(reservation);
  tell(state, command.commandId, 'created', reservation, (line) => line.quantity);
  return accepted(view(reservation));
}

/** Lets the hold live for `ttlSeconds` from now. Refused unless it is active: `reservation_<status>`. */
export function decideExtend(state: BatchState, command: ExtendReservation): Outcome<Reservation> {
  const reservation = state.reservations.get(command.reservationId);
  if (reservation === undefined) return notFound(command.reservationId);
  if (reservation.status !== 'active') return wrongStatus(reservation, 'extended');
  reservation.expiresAt = state.now + command.ttlSeconds * 1000;
  change(state, reservation);
  tell(state, command.commandId, 'extended', reservation, held);
  return accepted(view(reservation));
}

/**
 * Turns the hold into a promise to a placed order: from `reserved` to `committed`. Committing again is no
 * change. A hold whose time is over is still live until its expiry has committed. Refused: `reservation_<status>`.
 */
export function decideCommit(state: BatchState, command: CommitReservation): Outcome<Reservation> {
  const reservation = state.reservations.get(command.reservationId);
  if (reservation === undefined) return notFound(command.reservationId);
  if (reservation.status === 'committed') return accepted(view(reservation));
  if (reservation.status !== 'active') return wrongStatus(reservation, 'committed');
  for (const line of reservation.lines) {
    const quantity = held(line);
    const level = state.level(line);
    if (level === undefined || quantity === 0) continue;
    state.book.post(level, {
      movementId: reservationMovementId('commit', reservation.reservationId, line.lineNo),
      type: 'commit',
      quantity,
      change: { reserved: -quantity, committed: quantity },
      occurredAt: state.now,
      reference: reservation.reservationId,
    });
  }
  reservation.status = 'committed';
  change(state, reservation);
  tell(state, command.commandId, 'committed', reservation, held);
  return accepted(view(reservation));
}

/**
 * `fulfill`: promised units leave, `committed` and `onHand` fall in one movement. `release`: held or promised
 * units are free again. All that is held, or the lines given. When nothing is held any more the reservation is
 * fulfilled if a unit ever left, else released. Refused: `reservation_not_committed`, `quantity_exceeds_held`,
 * `reservation_<status>`.
 */
export function decideSettle(state: BatchState, command: SettleReservation): Outcome<Reservation> {
  const reservation = state.reservations.get(command.reservationId);
  if (reservation === undefined) return notFound(command.reservationId);
  const { type, commandId } = command;
  if (alreadyEntered(state, command, reservation)) return accepted(view(reservation));
  if (reservation.status === settledAs(type) && command.lines === undefined)
    return accepted(view(reservation));
  if (reservation.status === 'active' && type === 'fulfill') {
    return refused(
      'reservation_not_committed',
      'Only a committed reservation can be fulfilled. Commit it first.',
      { reservationId: reservation.reservationId, status: reservation.status },
    );
  }
  if (reservation.status !== 'active' && reservation.status !== 'committed') {
    return wrongStatus(reservation, settledAs(type));
  }

  const plan = planSettlement(reservation, command.lines);
  if (!plan.ok) return plan;
  const bucket = reservation.status === 'active' ? 'reserved' : 'committed';
  for (const [line, quantity] of plan.value) {
    const level = state.level(line);
    if (level === undefined || quantity === 0) continue;
    state.book.post(level, {
      movementId: settlementMovementId(type, reservation.reservationId, commandId, line.lineNo),
      type,
      quantity,
      change: type === 'fulfill' ? { committed: -quantity, onHand: -quantity } : { [bucket]: -quantity },
      occurredAt: state.now,
      reference: reservation.reservationId,
    });
    if (type === 'fulfill') line.fulfilled += quantity;
    else line.released += quantity;
  }
  if (reservation.lines.every((line) => held(line) === 0)) {
    reservation.status = reservation.lines.some((line) => line.fulfilled > 0) ? 'fulfilled' : 'released';
  }
  change(state, reservation);
  tell(state, commandId, settledAs(type), reservation, (line) => plan.value.get(line) ?? 0);
  return accepted(view(reservation));
}

/** Frees what an active reservation holds once its time is over by the database's clock; otherwise nothing. */
export function decideExpire(state: BatchState, command: ExpireReservation): Outcome<{ expired: boolean }> {
  const reservation = state.reservations.get(command.reservationId);
  if (reservation === undefined || reservation.status !== 'active' || reservation.expiresAt > state.now) {
    return accepted({ expired: false });
  }
  const freed = new Map(reservation.lines.map((line) => [line, held(line)]));
  for (const [line, quantity] of freed) {
    const level = state.level(line);
    if (level === undefined || quantity === 0) continue;
    state.book.post(level, {
      movementId: reservationMovementId('expire', reservation.reservationId, line.lineNo),
      type: 'expire',
      quantity,
      change: { reserved: -quantity },
      occurredAt: state.now,
      reference: reservation.reservationId,
    });
    line.released += quantity;
  }
  reservation.status = 'expired';
  change(state, reservation);
  tell(state, command.commandId, 'expired', reservation, (line) => freed.get(line) ?? 0);
  return accepted({ expired: true });
}

/** A reservation as the API shows it. */
export function view(reservation: ReservationState): Reservation {
  return {
    reservationId: reservation.reservationId,
    reference: reservation.reference,
    status: reservation.status,
    expiresAt: iso(reservation.expiresAt),
    lines: reservation.lines.map(({ lineNo: _, ...line }) => line),
    createdAt: iso(reservation.createdAt),
    updatedAt: iso(reservation.updatedAt),
  };
}

/** As it was answered when it was made, whatever became of it since. */
function firstAnswer(reservation: ReservationState): Reservation {
  return {
    ...view(reservation),
    status: 'active',
    expiresAt: iso(reservation.createdAt + reservation.ttlSeconds * 1000),
    updatedAt: iso(reservation.createdAt),
    lines: reservation.lines.map(({ lineNo: _, ...line }) => ({ ...line, fulfilled: 0, released: 0 })),
  };
}

const iso = (at: number): string => new Date(at).toISOString();

const settledAs = (type: 'fulfill' | 'release') => (type === 'fulfill' ? 'fulfilled' : 'released');

function addUp(lines: readonly ReservationLineInput[]): ReservationLineInput[] {
  if (lines.length === 1) return [...lines];
  const sums = new Map<string, ReservationLineInput>();
  for (const line of lines) {
    const id = levelId(line.locationId, line.sku);
    const sum = sums.get(id);
    sums.set(id, sum === undefined ? line : { ...sum, quantity: sum.quantity + line.quantity });
  }
  return [...sums.values()];
}

function planSettlement(
  reservation: ReservationState,
  lines: readonly ReservationLineInput[] | undefined,
): Outcome<Map<ReservationLineState, number>> {
  if (lines === undefined) return accepted(new Map(reservation.lines.map((line) => [line, held(line)])));
  const plan = new Map<ReservationLineState, number>();
  for (const asked of addUp(lines)) {
    const line = reservation.lines.find((l) => l.sku === asked.sku && l.locationId === asked.locationId);
    const there = line === undefined ? 0 : held(line);
    if (line === undefined || asked.quantity > there) {
      return refused(
        'quantity_exceeds_held',
        `The reservation still holds ${there} of ${asked.sku} at ${asked.locationId}; ${asked.quantity} were asked for.`,
        { sku: asked.sku, locationId: asked.locationId, requested: asked.quantity, held: there },
      );
    }
    plan.set(line, asked.quantity);
  }
  return accepted(plan);
}

/** Whether this very command is in the ledger: its commit was lost to us, not to the database. */
function alreadyEntered(
  state: BatchState,
  command: SettleReservation,
  reservation: ReservationState,
): boolean {
  return reservation.lines.some((line) =>
    state.knownMovements.has(
      settlementMovementId(command.type, reservation.reservationId, command.commandId, line.lineNo),
    ),
  );
}

function change(state: BatchState, reservation: ReservationState): void {
  reservation.updatedAt = state.now;
  if (!state.newReservations.has(reservation)) state.changedReservations.add(reservation);
}

function tell(
  state: BatchState,
  commandId: string,
  step: BatchState['reservationSteps'][number]['step'],
  reservation: ReservationState,
  quantity: (line: ReservationLineState) => number,
): void {
  const { reservationId, reference, status, expiresAt } = reservation;
  state.reservationSteps.push({
    step,
    commandId,
    reservation: { reservationId, reference, status, expiresAt },
    units: reservation.lines
      .map((line) => ({ sku: line.sku, locationId: line.locationId, quantity: quantity(line) }))
      .filter((unit) => unit.quantity > 0),
  });
}

function insufficient(lines: ShortLine[]): Outcome<never> {
  const first = lines[0] as ShortLine;
  const what =
    first.reason === 'unknown_location'
      ? `location "${first.locationId}" is not known`
      : first.reason === 'unknown_sku'
        ? `item "${first.sku}" is not known`
        : `only ${first.available} of ${first.sku} are available at ${first.locationId}, ${first.requested} were asked for`;
  const more = lines.length > 1 ? `, and ${lines.length - 1} more lines fall short` : '';
  return refused(
    'insufficient_stock',
    `Nothing was reserved: ${what}${more}. Ask for less, choose another location, or set allowPartial.`,
    { lines },
  );
}

const notFound = (reservationId: string): Outcome<never> =>
  refused('reservation_not_found', `There is no reservation "${reservationId}". Check the id.`, {
    reservationId,
  });

const wrongStatus = ({ reservationId, status }: ReservationState, wish: string): Outcome<never> =>
  refused(
    `reservation_${status}`,
    status === 'committed'
      ? `The reservation is committed to an order and cannot be ${wish}.`
      : `The reservation is ${status} and cannot be ${wish}. Reserve the lines anew.`,
    { reservationId, status },
  );

function requestHash(request: Reserve['request']): number {
  const lines = request.lines.map((l) => `${l.locationId}\u001f${l.sku}\u001f${l.quantity}`).sort();
  return contentHash([request.reference, request.ttlSeconds, request.allowPartial, ...lines].join('\u001e'));
}
