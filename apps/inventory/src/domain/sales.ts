import type { Sale, SaleLine } from '#contracts';
import type { BatchState } from './batch-state.js';
import type { RecordSale, SaleLineResult, SaleResult } from './command.js';
import { contentHash } from './content-hash.js';
import type { Figures, Level } from './level.js';
import { disposalMovementId, restatementMovementId, saleMovementId } from './movement-id.js';
import { tooFarAhead } from './occurred-at.js';
import { accepted, type Outcome, type Refusal, refused } from './refusal.js';

/**
 * Enters a till's receipt. A sale is a fact: whatever the book says, its lines are entered, and onHand may go
 * below zero. Line by line:
 * - quantity 0 has no effect;
 * - a known line is passed over, or refused as `sale_conflict` when its content differs;
 * - an unknown SKU or location makes the line wait;
 * - a line that names a fulfilment or a return is entered with no change of stock, for these move it;
 * - a line that occurred before the level's newest count is entered and restated at once, for the count
 *   already knows of it.
 * Refused as a whole only when it lies more than 24 hours ahead (`occurred_in_future`).
 */
export function decideSale(state: BatchState, command: RecordSale): Outcome<SaleResult> {
  const { sale } = command;
  const occurredAt = Date.parse(sale.occurredAt);
  const early = tooFarAhead('occurredAt', occurredAt, state.now);
  if (early !== undefined) return early;

  const results: SaleLineResult[] = [];
  const entered: SaleLine[] = [];
  for (const line of sale.lines) {
    const result = decideLine(state, sale, line, occurredAt);
    results.push(result);
    if (result.status === 'posted') entered.push(line);
  }
  if (entered.length > 0) state.recordedSales.push({ commandId: command.commandId, sale, lines: entered });
  return accepted({ lines: results });
}

function decideLine(state: BatchState, sale: Sale, line: SaleLine, occurredAt: number): SaleLineResult {
  if (line.quantity === 0) return { line, status: 'no_effect' };
  const movementId = saleMovementId(sale.locationId, sale.saleId, line.lineId);
  const hash = lineHash(line);

  const waiting = state.waitingLines.get(movementId);
  const known = state.knownMovements.get(movementId);
  if (known !== undefined) {
    if (waiting !== undefined) settle(state, sale, line, movementId);
    return known === hash ? { line, status: 'duplicate' } : conflict(line);
  }
  if (waiting !== undefined && waiting !== hash) return conflict(line);
  const level = state.level({ locationId: sale.locationId, sku: line.sku });
  if (level === undefined) {
    if (waiting !== undefined) return { line, status: 'duplicate' };
    state.waitingLines.set(movementId, hash);
    state.newWaitingLines.push({ sale, line, contentHash: hash });
    return { line, status: 'pending' };
  }

  const change = effect(line);
  if (state.book.overflows(level, change)) {
    return rejected(
      line,
      'figure_out_of_range',
      `The line would carry ${line.sku} at ${sale.locationId} beyond two thousand million units. Correct its quantity.`,
    );
  }
  state.knownMovements.set(movementId, hash);
  if (waiting !== undefined) settle(state, sale, line, movementId);
  enter(state, level, sale, line, { movementId, occurredAt, hash, change });
  return { line, status: 'posted' };
}

function settle(state: BatchState, sale: Sale, line: SaleLine, movementId: string): void {
  state.waitingLines.delete(movementId);
  state.settledWaitingLines.push({
    locationId: sale.locationId,
    saleId: sale.saleId,
    lineId: line.lineId,
  });
}

function enter(
  state: BatchState,
  level: Level,
  sale: Sale,
  line: SaleLine,
  entry: { movementId: string; occurredAt: number; hash: number; change: Partial<Figures> },
): void {
  const { book } = state;
  const { occurredAt, change } = entry;
  const reference = sale.saleId;
  book.post(level, {
    movementId: entry.movementId,
    type: line.quantity > 0 ? 'sale' : 'customer_return',
    quantity: line.quantity,
    change,
    occurredAt,
    reference,
    contentHash: entry.hash,
  });
  if (change.onHand !== undefined && level.countedAt !== null && occurredAt <= level.countedAt) {
    book.post(level, {
      movementId: restatementMovementId(sale.locationId, sale.saleId, line.lineId),
      type: 'count_restatement',
      quantity: -change.onHand,
      change: { onHand: -change.onHand },
      occurredAt,
      reference,
    });
  } else if (line.quantity < 0 && line.disposition === 'dispose' && change.onHand !== undefined) {
    book.post(level, {
      movementId: disposalMovementId(sale.locationId, sale.saleId, line.lineId),
      type: 'dispose',
      quantity: -line.quantity,
      change: { onHand: line.quantity },
      occurredAt,
      reference,
    });
  }
}

/** What the line does to the figures. A returned unit is on sale again unless its disposition says otherwise. */
function effect(line: SaleLine): Partial<Figures> {
  if (line.fulfillmentId !== undefined || line.returnId !== undefined) return {};
  if (line.quantity > 0) return { onHand: -line.quantity };
  const units = -line.quantity;
  switch (line.disposition) {
    case 'refurbish':
    case 'quarantine':
    case 'return_to_warehouse':
      return { onHand: units, qualityControl: units };
    default:
      return { onHand: units };
  }
}

/** What makes a line the same line: everything it says but its id. Money compares as a number: "0.50" is 0.5. */
function lineHash(line: SaleLine): number {
  return contentHash(
    `${line.sku}\u001f${line.quantity}\u001f${money(line.amount)}\u001f${money(line.unitPrice)}\u001f` +
      `${line.fulfillmentId ?? ''}\u001f${line.returnId ?? ''}\u001f${line.originalSaleId ?? ''}\u001f` +
      `${line.originalOrderId ?? ''}\u001f${line.originalLineId ?? ''}\u001f${line.disposition ?? ''}`,
  );
}

const money = (amount: string | number | undefined): string =>
  amount === undefined ? '' : String(Number(amount));

const conflict = (line: SaleLine): SaleLineResult =>
  rejected(
    line,
    'sale_conflict',
    `Line "${line.lineId}" of this sale was recorded with other content. Give a new line its own lineId, or ` +
      'correct the stock with an adjustment.',
  );

function rejected(line: SaleLine, code: string, detail: string): SaleLineResult {
  const outcome = refused(code, detail) as { refusal: Refusal };
  return { line, status: 'rejected', refusal: outcome.refusal };
}
