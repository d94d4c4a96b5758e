import type { Sale, SaleLine } from '#contracts';
import type { BatchState } from './batch-state.js';
import type { RecordSale, SaleLineResult, SaleResult } from './command.js';
import { contentHash } from './content-hash.js';
import { comesBack, enterLine } from './enter-line.js';
import type { Figures } from './level.js';
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
  if (entered.length > 0) state.recordedSales.push({ cause: command, sale, lines: entered });
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
  enterLine(state, level, {
    movementId,
    restatementId: restatementMovementId(sale.locationId, sale.saleId, line.lineId),
    disposalId: disposalMovementId(sale.locationId, sale.saleId, line.lineId),
    type: line.quantity > 0 ? 'sale' : 'customer_return',
    quantity: line.quantity,
    change,
    disposed: line.quantity < 0 && line.disposition === 'dispose',
    occurredAt,
    reference: sale.saleId,
    contentHash: hash,
  });
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

/** What the line does to the figures. A returned unit is on sale again unless its disposition says otherwise. */
function effect(line: SaleLine): Partial<Figures> {
  if (line.fulfillmentId !== undefined || line.returnId !== undefined) return {};
  return line.quantity > 0 ? { onHand: -line.quantity } : comesBack(-line.quantity, line.disposition);
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
