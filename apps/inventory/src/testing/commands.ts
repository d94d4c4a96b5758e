import type { MovementInput, ReservationInput, ReservationLineInput, Sale } from '#contracts';
import type {
  CommitReservation,
  ExpireReservation,
  ExtendReservation,
  PostMovement,
  ReceiveTransfer,
  RecordCount,
  RecordSale,
  Reserve,
  SetSafetyStock,
  SettleReservation,
  ShipTransfer,
} from '../domain/command.js';
import { SKU, STORE, aReservation, aSale, at } from './builders.js';

let last = 0;
const commandId = (): string => `command-${++last}`;

/** Commands as features make them, each with an id of its own. */
export const recordSale = (sale: Partial<Sale> = {}): RecordSale => ({
  type: 'record_sale',
  commandId: commandId(),
  sale: aSale(sale),
});

export const postMovement = (movement: MovementInput): PostMovement => ({
  type: 'post_movement',
  commandId: commandId(),
  movement,
});

/** With `request.reservationId` the client chose the id; without, we did. */
export const reserve = (reservationId: string, request: Partial<ReservationInput> = {}): Reserve => ({
  type: 'reserve',
  commandId: commandId(),
  reservationId,
  request: aReservation(request),
});

export const extend = (reservationId: string, ttlSeconds: number): ExtendReservation => ({
  type: 'extend',
  commandId: commandId(),
  reservationId,
  ttlSeconds,
});

export const commit = (reservationId: string): CommitReservation => ({
  type: 'commit',
  commandId: commandId(),
  reservationId,
});

export const fulfill = (reservationId: string, lines?: ReservationLineInput[]): SettleReservation => ({
  type: 'fulfill',
  commandId: commandId(),
  reservationId,
  lines,
});

export const release = (reservationId: string, lines?: ReservationLineInput[]): SettleReservation => ({
  type: 'release',
  commandId: commandId(),
  reservationId,
  lines,
});

export const expire = (reservationId: string): ExpireReservation => ({
  type: 'expire',
  commandId: commandId(),
  reservationId,
});

/** Counts `quantities` (units by SKU) at the store, one hour before now unless said otherwise. */
export const recordCount = (
  quantities: Record<string, number>,
  count: Partial<Omit<RecordCount, 'type'>> = {},
): RecordCount => ({
  type: 'record_count',
  commandId: commandId(),
  countId: 'count-1',
  locationId: STORE,
  countedAt: at(-3_600_000),
  lines: Object.entries(quantities).map(([sku, quantity]) => ({ sku, quantity })),
  rejected: [],
  ...count,
});

export const ship = (command: Partial<ShipTransfer> = {}): ShipTransfer => ({
  commandId: commandId(),
  transferId: 'transfer-1',
  ...command,
  type: 'ship_transfer',
});

export const receive = (command: Partial<ReceiveTransfer> = {}): ReceiveTransfer => ({
  commandId: commandId(),
  transferId: 'transfer-1',
  final: false,
  ...command,
  type: 'receive_transfer',
});

export const setSafetyStock = (
  safetyStock: number | null,
  level: Partial<SetSafetyStock> = {},
): SetSafetyStock => ({
  commandId: commandId(),
  locationId: STORE,
  sku: SKU,
  ...level,
  type: 'set_safety_stock',
  safetyStock,
});
