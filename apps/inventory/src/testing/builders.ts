import type { MovementInput, PostableMovementType, ReservationInput, Sale, SaleLine } from '#contracts';
import type { TransferState } from '../domain/batch-state.js';
import { emptyLevel, type Level } from '../domain/level.js';

/** The moment at which tests judge, unless they say otherwise. */
export const NOW = Date.parse('2026-11-24T09:00:00.000Z');

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** ISO time so many milliseconds after `NOW` (before it, when negative). */
export const at = (offset: number): string => new Date(NOW + offset).toISOString();

export const STORE = 'store-1';
export const SKU = 'TEA-500G';

export const aLevel = (figures: Partial<Level> = {}): Level => ({
  ...emptyLevel({ locationId: STORE, sku: SKU }, 0, null),
  ...figures,
});

export const aSaleLine = (line: Partial<SaleLine> = {}): SaleLine => ({
  lineId: '1',
  sku: SKU,
  quantity: 1,
  ...line,
});

export const aSale = (sale: Partial<Sale> = {}): Sale => ({
  saleId: 'receipt-1',
  locationId: STORE,
  occurredAt: at(0),
  lines: [aSaleLine()],
  ...sale,
});

export const aMovement = (
  type: PostableMovementType,
  quantity: number,
  movement: Partial<Omit<MovementInput, 'type' | 'quantity'>> = {},
): MovementInput => ({
  movementId: 'movement-1',
  locationId: STORE,
  sku: SKU,
  occurredAt: at(0),
  ...movement,
  type,
  quantity,
});

export const aReservation = (request: Partial<ReservationInput> = {}): ReservationInput => ({
  reference: 'cart-1',
  ttlSeconds: 600,
  allowPartial: false,
  lines: [{ locationId: STORE, sku: SKU, quantity: 1 }],
  ...request,
});

/** A planned transfer of `quantities` (units by SKU). */
export const aTransfer = (
  quantities: Record<string, number> = { [SKU]: 10 },
  transfer: Partial<TransferState> = {},
): TransferState => ({
  transferId: 'transfer-1',
  from: 'warehouse-1',
  to: STORE,
  stockStatus: 'available',
  status: 'planned',
  reference: null,
  contentHash: 0,
  lines: Object.entries(quantities).map(([sku, quantity]) => ({
    sku,
    quantity,
    shipped: 0,
    received: 0,
    lost: 0,
  })),
  createdAt: NOW - HOUR,
  updatedAt: NOW - HOUR,
  ...transfer,
});
