import type { MovementInput, Sale as TillSale } from '#contracts';
import type { StockCommand } from '../../../apps/inventory/src/domain/command.js';
import type { Outcome } from '../../../apps/inventory/src/domain/refusal.js';
import {
  type Movement,
  type Operation,
  type Result,
  type Sale,
  saleResult,
  type Tick,
} from '../model/operation.js';

/** Longer than any world lasts, so that facts of the past and of the future stand clear of what happens in it. */
const ASIDE_MS = 2 * 3_600_000;

/** The moment of a tick, in a world that began at `start`. */
export const momentOf = (start: number, tick: Tick): string =>
  new Date(start + Math.sign(tick) * ASIDE_MS + tick * 60_000).toISOString();

/** Long enough that no hold ends by itself. */
export const TTL_SECONDS = 7_200;

export const tillSale = ({ saleId, locationId, at, lines }: Sale, start: number): TillSale => ({
  saleId,
  locationId,
  occurredAt: momentOf(start, at),
  lines: lines.map((line) => ({ ...line })),
});

export const movementInput = (movement: Movement, start: number): MovementInput => ({
  movementId: movement.movementId,
  type: movement.type,
  locationId: movement.locationId,
  sku: movement.sku,
  quantity: movement.quantity,
  occurredAt: momentOf(start, movement.at),
});

/** The operation as a feature of the service would submit it. */
export function commandOf(operation: Operation, start: number): StockCommand {
  const { opId: commandId } = operation;
  switch (operation.kind) {
    case 'sale':
      return { type: 'record_sale', commandId, sale: tillSale(operation, start) };
    case 'movement':
      return { type: 'post_movement', commandId, movement: movementInput(operation, start) };
    case 'reserve': {
      const { reservationId, lines, allowPartial } = operation;
      const request = { reservationId, reference: 'cart', ttlSeconds: TTL_SECONDS, allowPartial };
      return { type: 'reserve', commandId, reservationId, request: { ...request, lines: [...lines] } };
    }
    case 'extend':
      return { type: 'extend', commandId, reservationId: operation.reservationId, ttlSeconds: TTL_SECONDS };
    case 'commit':
    case 'expire':
      return { type: operation.kind, commandId, reservationId: operation.reservationId };
    case 'fulfill':
    case 'release': {
      const { kind: type, reservationId, lines } = operation;
      return { type, commandId, reservationId, lines };
    }
    case 'count': {
      const { countId, locationId, at, lines } = operation;
      const countedAt = momentOf(start, at);
      return {
        type: 'record_count',
        commandId,
        countId,
        locationId,
        countedAt,
        lines,
        rejected: [],
        includesStaged: false,
      };
    }
    case 'plan': {
      const { transferId, from, to, lines } = operation;
      const plan = { from, to, stockStatus: 'available' as const, lines: [...lines] };
      return { type: 'plan_transfer', commandId, transferId, plan };
    }
    case 'ship':
      return { type: 'ship_transfer', commandId, transferId: operation.transferId };
    case 'receive': {
      const { transferId, lines, final } = operation;
      return { type: 'receive_transfer', commandId, transferId, lines, final };
    }
    case 'keep_back': {
      const { locationId, sku, safetyStock } = operation;
      return { type: 'set_safety_stock', commandId, locationId, sku, safetyStock };
    }
  }
}

/** What came of it, in the model's words. */
export function resultOf(operation: Operation, outcome: Outcome<unknown>): Result {
  if (!outcome.ok) return outcome.refusal.code;
  if (operation.kind === 'sale') {
    const counts: Record<string, number> = {};
    const { lines } = outcome.value as { lines: { status: string }[] };
    for (const { status } of lines) counts[status] = (counts[status] ?? 0) + 1;
    return saleResult(counts);
  }
  if (operation.kind === 'movement')
    return (outcome.value as { duplicate: boolean }).duplicate ? 'duplicate' : 'ok';
  return 'ok';
}
