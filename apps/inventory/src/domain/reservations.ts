import type { Reservation, ReservationLineInput, ShortLine } from '#contracts';
import type { BatchState, ReservationLineState, ReservationState, ReservationStep } from './batch-state.js';
import { type Cause, causeOf } from './cause.js';
import type {
  CommitReservation,
  ExpireReservation,
  ExtendReservation,
  PromiseUnits,
  Reserve,
  SettleReservation,
  StageUnits,
} from './command.js';
import { contentHash } from './content-hash.js';
import { available, type LevelRef, levelId } from './level.js';
import { reservationMovementId, settlementMovementId } from './movement-id.js';
import { accepted, type Outcome, refused } from './refusal.js';
import { noReservationDetail } from './unknown.js';

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
    return idReused(reservationId);
  }

  const wanted = addUp(request.lines);
  const refusal = shortfall(state, wanted, request.allowPartial);
  if (refusal !== undefined) return refusal;

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
    reservation.lines.push(newLine(lineNo, line, quantity));
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
  tell(state, command, 'created', reservation, (line) => line.quantity);
  return accepted(view(reservation));
}

/**
 * Reserves and commits in one step, all lines or none; no time runs out on it. Refused as `decideReserve` is. Asked
 * for again, it is answered again, whatever has left since; what was given up since is refused as
 * `reservation_released`.
 */
export function decidePromise(state: BatchState, command: PromiseUnits): Outcome<Reservation> {
  const { reservationId, asker, lines } = command;
  const hash = requestHash({ reference: asker, ttlSeconds: 0, allowPartial: false, lines });
  const existing = state.reservations.get(reservationId);
  if (existing !== undefined) {
    if (existing.contentHash === hash) return committedBefore(state, command, existing);
    return idReused(reservationId);
  }
  const wanted = addUp(lines);
  const refusal = shortfall(state, wanted, false);
  if (refusal !== undefined) return refusal;

  const reservation: ReservationState = {
    reservationId,
    reference: asker,
    status: 'committed',
    ttlSeconds: 0,
    expiresAt: state.now,
    contentHash: hash,
    createdAt: state.now,
    updatedAt: state.now,
    lines: wanted.map((line, index) => newLine(index + 1, line, line.quantity)),
  };
  for (const line of reservation.lines) {
    const level = state.level(line);
    if (level === undefined) throw new Error(`Reservation ${reservationId} has no level for its lines`);
    state.book.post(level, {
      movementId: reservationMovementId('commit', reservationId, line.lineNo),
      type: 'commit',
      quantity: line.quantity,
      change: { committed: line.quantity },
      occurredAt: state.now,
      reference: reservationId,
    });
  }
  state.reservations.set(reservationId, reservation);
  state.newReservations.add(reservation);
  tell(state, command, 'committed', reservation, promised);
  return accepted(view(reservation));
}

/** Lets the hold live for `ttlSeconds` from now. Refused unless it is active: `reservation_<status>`. */
export function decideExtend(state: BatchState, command: ExtendReservation): Outcome<Reservation> {
  const reservation = state.reservations.get(command.reservationId);
  if (reservation === undefined) return notFound(state, command.reservationId);
  if (reservation.status !== 'active') return wrongStatus(reservation, 'extended');
  reservation.expiresAt = state.now + command.ttlSeconds * 1000;
  change(state, reservation);
  tell(state, command, 'extended', reservation, held);
  return accepted(view(reservation));
}

/**
 * Turns the hold into a promise to a placed order: from `reserved` to `committed`. Committing again is no
 * change, and an asker is told so again. A hold whose time is over is still live until its expiry has committed.
 * Refused: `reservation_not_found`, `reservation_<status>`.
 */
export function decideCommit(state: BatchState, command: CommitReservation): Outcome<Reservation> {
  const reservation = state.reservations.get(command.reservationId);
  if (reservation === undefined) return notFound(state, command.reservationId);
  if (reservation.status !== 'active' && command.asker !== undefined) {
    return committedBefore(state, command, reservation);
  }
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
  tell(state, command, 'committed', reservation, held);
  return accepted(view(reservation));
}

/**
 * `fulfill`: promised units leave, `committed` and `onHand` fall in one movement. `release`: held or promised
 * units are free again. All that is held, or the lines given. Staged units leave first, and are freed last. When
 * nothing is held any more the reservation is fulfilled if a unit ever left, else released. An asker may ask for what
 * is settled already: nothing moves, and the step is told with no units. Refused: `reservation_not_found`,
 * `reservation_not_committed`, `quantity_exceeds_held`, `reservation_<status>`.
 */
export function decideSettle(state: BatchState, command: SettleReservation): Outcome<Reservation> {
  const reservation = state.reservations.get(command.reservationId);
  if (reservation === undefined) return notFound(state, command.reservationId);
  const { type, commandId } = command;
  if (alreadyEntered(state, command, reservation)) return accepted(view(reservation));
  const all = command.lines === undefined;
  if (command.asker === undefined && reservation.status === settledAs(type) && all) {
    return accepted(view(reservation));
  }
  if (reservation.status === 'active' && type === 'fulfill') {
    return notCommitted(reservation, 'fulfilled');
  }
  const open = reservation.status === 'active' || reservation.status === 'committed';
  if (!open && !(command.asker !== undefined && isSettled(reservation, command))) {
    return wrongStatus(reservation, settledAs(type));
  }

  const plan = planSettlement(reservation, command);
  if (!plan.ok) return plan;
  if ([...plan.value.values()].every((quantity) => quantity === 0)) {
    tell(state, command, settledAs(type), reservation, () => 0);
    return accepted(view(reservation));
  }
  const bucket = reservation.status === 'active' ? 'reserved' : 'committed';
  for (const [line, quantity] of plan.value) {
    const level = state.level(line);
    if (level === undefined || quantity === 0) continue;
    const staged = stagedAfter(line, type, quantity);
    state.book.post(level, {
      movementId: settlementMovementId(type, reservation.reservationId, commandId, line.lineNo),
      type,
      quantity,
      change: type === 'fulfill' ? { committed: -quantity, onHand: -quantity } : { [bucket]: -quantity },
      staged: staged - line.staged,
      occurredAt: state.now,
      reference: reservation.reservationId,
    });
    if (type === 'fulfill') line.fulfilled += quantity;
    else line.released += quantity;
    line.staged = staged;
  }
  if (reservation.lines.every((line) => held(line) === 0)) {
    reservation.status = reservation.lines.some((line) => line.fulfilled > 0) ? 'fulfilled' : 'released';
  }
  change(state, reservation);
  tell(state, command, settledAs(type), reservation, (line) => plan.value.get(line) ?? 0);
  return accepted(view(reservation));
}

/**
 * Says how many of a promise's units are picked and wait for handover; absolute per level, and of two lines for one
 * level the last one counts. It stands in the ledger as a movement of no units at the moment of picking, so that a count
 * of any moment knows what lay in bags then. Refused: `reservation_not_found`, `reservation_not_committed`, `quantity_exceeds_held`,
 * `reservation_<status>`.
 */
export function decideStage(state: BatchState, command: StageUnits): Outcome<Reservation> {
  const reservation = state.reservations.get(command.reservationId);
  if (reservation === undefined) return notFound(state, command.reservationId);
  if (reservation.status === 'active') return notCommitted(reservation, 'staged');
  if (reservation.status !== 'committed') return wrongStatus(reservation, 'staged');
  const plan = new Map<ReservationLineState, number>();
  for (const asked of command.lines) {
    const line = lineOf(reservation, asked);
    if (line === undefined || asked.staged > held(line)) {
      return exceedsHeld(line, { ...asked, quantity: asked.staged });
    }
    plan.set(line, asked.staged);
  }
  for (const [line, staged] of plan) {
    const level = state.level(line);
    if (level === undefined || staged === line.staged) continue;
    state.book.post(level, {
      movementId: settlementMovementId('stage', reservation.reservationId, command.commandId, line.lineNo),
      type: 'stage',
      quantity: staged - line.staged,
      change: {},
      staged: staged - line.staged,
      occurredAt: Math.min(command.pickedAt, state.now),
      reference: reservation.reservationId,
    });
    line.staged = staged;
    change(state, reservation);
  }
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
  tell(state, command, 'expired', reservation, (line) => freed.get(line) ?? 0);
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
    lines: reservation.lines.map(({ lineNo: _, ...line }) => ({
      ...line,
      fulfilled: 0,
      released: 0,
      staged: 0,
    })),
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

/** The refusal of what cannot be given: too much in one line, or the lines that fall short; undefined if it can. */
function shortfall(
  state: BatchState,
  wanted: readonly ReservationLineInput[],
  allowPartial: boolean,
): Outcome<never> | undefined {
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
  return short.length > 0 && (!allowPartial || granted === 0) ? insufficient(short) : undefined;
}

const newLine = (lineNo: number, asked: ReservationLineInput, quantity: number): ReservationLineState => ({
  lineNo,
  locationId: asked.locationId,
  sku: asked.sku,
  requested: asked.quantity,
  quantity,
  fulfilled: 0,
  released: 0,
  staged: 0,
});

/** What was promised and not given up again, whether it has left or not. */
const promised = (line: ReservationLineState): number => line.quantity - line.released;

/** Tells an asker again what it was told when the promise was made; refused if nothing of it stands. */
function committedBefore(
  state: BatchState,
  cause: Cause,
  reservation: ReservationState,
): Outcome<Reservation> {
  if (reservation.status !== 'committed' && reservation.status !== 'fulfilled') {
    return wrongStatus(reservation, 'committed');
  }
  tell(state, cause, 'committed', reservation, promised);
  return accepted(view(reservation));
}

/** Staged units are what is handed over, so they leave first; what is given up is first of all what nobody picked. */
const stagedAfter = (line: ReservationLineState, type: 'fulfill' | 'release', quantity: number): number =>
  type === 'fulfill' ? Math.max(0, line.staged - quantity) : Math.min(line.staged, held(line) - quantity);

/** Whether what is asked for has come about before: it has left; or, to be released, is not held any more. */
function isSettled(reservation: ReservationState, { type, lines }: SettleReservation): boolean {
  if (lines === undefined) return type === 'release' || reservation.status === 'fulfilled';
  return addUp(lines).every((asked) => isLineSettled(lineOf(reservation, asked), type, asked.quantity));
}

const isLineSettled = (
  line: ReservationLineState | undefined,
  type: 'fulfill' | 'release',
  quantity: number,
): boolean => line !== undefined && held(line) === 0 && (type === 'release' || line.fulfilled >= quantity);

const lineOf = (reservation: ReservationState, level: LevelRef): ReservationLineState | undefined =>
  reservation.lines.find((line) => line.sku === level.sku && line.locationId === level.locationId);

function planSettlement(
  reservation: ReservationState,
  { type, lines, asker }: SettleReservation,
): Outcome<Map<ReservationLineState, number>> {
  if (lines === undefined) return accepted(new Map(reservation.lines.map((line) => [line, held(line)])));
  const plan = new Map<ReservationLineState, number>();
  for (const asked of addUp(lines)) {
    const line = lineOf(reservation, asked);
    if (asker !== undefined && isLineSettled(line, type, asked.quantity)) continue;
    if (line === undefined || asked.quantity > held(line)) return exceedsHeld(line, asked);
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
  cause: Cause,
  step: ReservationStep['step'],
  reservation: ReservationState,
  quantity: (line: ReservationLineState) => number,
): void {
  const { reservationId, reference, status, expiresAt } = reservation;
  state.reservationSteps.push({
    step,
    cause: causeOf(cause),
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

const notFound = ({ cells }: BatchState, reservationId: string): Outcome<never> =>
  refused('reservation_not_found', noReservationDetail(reservationId, cells), { reservationId });

const idReused = (reservationId: string): Outcome<never> =>
  refused(
    'reservation_id_reused',
    `Reservation "${reservationId}" was made with other content. Choose a new reservationId.`,
  );

const notCommitted = ({ reservationId, status }: ReservationState, wish: string): Outcome<never> =>
  refused('reservation_not_committed', `Only a committed reservation can be ${wish}. Commit it first.`, {
    reservationId,
    status,
  });

function exceedsHeld(line: ReservationLineState | undefined, asked: ReservationLineInput): Outcome<never> {
  const { sku, locationId, quantity } = asked;
  const there = line === undefined ? 0 : held(line);
  return refused(
    'quantity_exceeds_held',
    `The reservation still holds ${there} of ${sku} at ${locationId}; ${quantity} were asked for.`,
    { sku, locationId, requested: quantity, held: there },
  );
}

const wrongStatus = ({ reservationId, status }: ReservationState, wish: string): Outcome<never> =>
  refused(
    `reservation_${status}`,
    status === 'committed'
      ? `The reservation is committed to an order and cannot be ${wish}.`
      : `The reservation is ${status} and cannot be ${wish}. Reserve the lines anew.`,
    { reservationId, status },
  );

function requestHash(
  request: Omit<Reserve['request'], 'reservationId' | 'lines'> & Pick<PromiseUnits, 'lines'>,
): number {
  const lines = request.lines.map((l) => `${l.locationId}\u001f${l.sku}\u001f${l.quantity}`).sort();
  return contentHash([request.reference, request.ttlSeconds, request.allowPartial, ...lines].join('\u001e'));
}
