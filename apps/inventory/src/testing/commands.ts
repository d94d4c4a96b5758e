import type { MovementInput, ReservationInput, ReservationLineInput, Sale } from '#contracts';
import type {
  CommitReservation,
  ExpireReservation,
  ExtendReservation,
  PlanTransfer,
  PostMovement,
  PromiseUnits,
  ReceiveTransfer,
  ReceiveUnits,
  RecordCount,
  RecordSale,
  Reserve,
  SetSafetyStock,
  SettleReservation,
  ShipTransfer,
  StageUnits,
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

/** An order's request: reserve and commit in one. */
export const promise = (
  reservationId: string,
  lines: readonly ReservationLineInput[],
  asker = 'order-1',
): PromiseUnits => ({ type: 'promise', commandId: commandId(), reservationId, asker, lines });

export const commit = (reservationId: string, asker?: string): CommitReservation => ({
  type: 'commit',
  commandId: commandId(),
  reservationId,
  asker,
});

/** So many of the store's units of the SKU are picked for the reservation; now, unless `pickedAt` says when. */
export const stage = (
  reservationId: string,
  staged: number,
  { pickedAt = Infinity, ...level }: { sku?: string; locationId?: string; pickedAt?: number } = {},
): StageUnits => ({
  type: 'stage',
  commandId: commandId(),
  reservationId,
  pickedAt,
  lines: [{ sku: SKU, locationId: STORE, ...level, staged }],
});

export const fulfill = (
  reservationId: string,
  lines?: ReservationLineInput[],
  asker?: string,
): SettleReservation => ({
  type: 'fulfill',
  commandId: commandId(),
  reservationId,
  lines,
  asker,
});

export const release = (
  reservationId: string,
  lines?: ReservationLineInput[],
  asker?: string,
): SettleReservation => ({
  type: 'release',
  commandId: commandId(),
  reservationId,
  lines,
  asker,
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
  includesStaged: false,
  ...count,
});

/** A customer brings back `lines` to the store. */
export const receiveUnits = (
  lines: readonly Partial<ReceiveUnits['lines'][number]>[] = [{}],
  receipt: Partial<Omit<ReceiveUnits, 'type' | 'lines'>> = {},
): ReceiveUnits => ({
  commandId: commandId(),
  receiptId: 'receipt-1',
  reference: 'return-1',
  locationId: STORE,
  occurredAt: at(0),
  reason: 'customer_return',
  ...receipt,
  type: 'receive_units',
  lines: lines.map((line, index) => ({
    lineId: `${index + 1}`,
    sku: SKU,
    quantity: 1,
    disposition: 'restock',
    ...line,
  })),
});

/** Plans to send `quantities` (units by SKU) from the warehouse to the store. */
export const planTransfer = (
  quantities: Record<string, number>,
  plan: Partial<PlanTransfer['plan']> = {},
  transferId = 'transfer-1',
): PlanTransfer => ({
  type: 'plan_transfer',
  commandId: commandId(),
  transferId,
  plan: {
    from: 'warehouse-1',
    to: STORE,
    stockStatus: 'available',
    lines: Object.entries(quantities).map(([sku, quantity]) => ({ sku, quantity })),
    ...plan,
  },
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
