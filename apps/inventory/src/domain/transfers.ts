import type { Transfer } from '#contracts';
import type { BatchState, TransferState } from './batch-state.js';
import type { ReceiveTransfer, ShipTransfer } from './command.js';
import { type Level, available } from './level.js';
import { transferMovementId } from './movement-id.js';
import { tooFarAhead } from './occurred-at.js';
import { accepted, type Outcome, refused } from './refusal.js';
import { unknownDetail } from './unknown.js';

/**
 * Sends every line on its way: `onHand` falls at the source, `incoming` rises at the destination. Shipping
 * again is no change. Refused: `transfer_not_found`, `insufficient_stock` with the lines that fall short (a
 * transfer cannot take what is promised), `unknown_sku`, `unknown_location`, `figure_out_of_range`.
 */
export function decideShip(state: BatchState, command: ShipTransfer): Outcome<Transfer> {
  const transfer = state.transfers.get(command.transferId);
  if (transfer === undefined) return notFound(command.transferId);
  if (transfer.status !== 'planned') return accepted(transferView(transfer));
  const occurredAt = command.occurredAt === undefined ? state.now : Date.parse(command.occurredAt);
  const early = tooFarAhead('occurredAt', occurredAt, state.now);
  if (early !== undefined) return early;

  const short = [];
  for (const { sku, quantity } of transfer.lines) {
    const from = { locationId: transfer.from, sku };
    for (const ref of [from, { locationId: transfer.to, sku }]) {
      const unknown = state.unknown(ref);
      if (unknown !== undefined) return refused(unknown, unknownDetail(unknown, ref));
    }
    const level = state.level(from);
    const free = level === undefined ? 0 : available(level);
    const to = state.level({ locationId: transfer.to, sku });
    if (to !== undefined && state.book.overflows(to, { incoming: quantity })) return outOfRange(to);
    if (free < quantity) short.push({ sku, locationId: transfer.from, requested: quantity, available: free });
  }
  if (short.length > 0) {
    return refused(
      'insufficient_stock',
      `${short.length} lines go beyond what is available at ${transfer.from}. Plan a transfer of what there is.`,
      { lines: short },
    );
  }
  for (const line of transfer.lines) {
    const { sku, quantity } = line;
    line.shipped = quantity;
    enter(state, command, transfer, 'out', sku, quantity, occurredAt);
    enter(state, command, transfer, 'expected', sku, quantity, occurredAt);
  }
  transfer.status = 'shipped';
  transfer.updatedAt = state.now;
  state.changedTransfers.add(transfer);
  return accepted(transferView(transfer));
}

/**
 * Takes in what arrived: `incoming` falls and `onHand` rises at the destination. No lines means all that is
 * outstanding; `final` writes off the rest as lost on the way. Refused: `transfer_not_found`,
 * `transfer_not_shipped`, `quantity_exceeds_shipped`, `transfer_received`, `figure_out_of_range`.
 */
export function decideReceive(state: BatchState, command: ReceiveTransfer): Outcome<Transfer> {
  const transfer = state.transfers.get(command.transferId);
  if (transfer === undefined) return notFound(command.transferId);
  if (alreadyEntered(state, command, transfer)) return accepted(transferView(transfer));
  if (transfer.status === 'planned') {
    return refused('transfer_not_shipped', 'Nothing of this transfer is on its way. Ship it first.');
  }
  if (transfer.status === 'received') {
    if (command.lines === undefined) return accepted(transferView(transfer));
    return refused(
      'transfer_received',
      'Everything of this transfer was received. Post a receipt for extra units.',
    );
  }
  const occurredAt = command.occurredAt === undefined ? state.now : Date.parse(command.occurredAt);
  const early = tooFarAhead('occurredAt', occurredAt, state.now);
  if (early !== undefined) return early;

  const arrived = new Map<string, number>();
  if (command.lines === undefined)
    for (const line of transfer.lines) arrived.set(line.sku, outstanding(line));
  for (const { sku, quantity } of command.lines ?? []) arrived.set(sku, (arrived.get(sku) ?? 0) + quantity);
  for (const [sku, quantity] of arrived) {
    const line = transfer.lines.find((l) => l.sku === sku);
    const there = line === undefined ? 0 : outstanding(line);
    if (quantity > there) {
      return refused(
        'quantity_exceeds_shipped',
        `${there} of ${sku} are outstanding; ${quantity} were received. Post a receipt for the extra units.`,
        { sku, requested: quantity, outstanding: there },
      );
    }
    const level = state.level({ locationId: transfer.to, sku });
    if (level !== undefined && state.book.overflows(level, { onHand: quantity })) return outOfRange(level);
  }
  for (const line of transfer.lines) {
    const quantity = arrived.get(line.sku) ?? 0;
    if (quantity > 0) {
      line.received += quantity;
      enter(state, command, transfer, 'in', line.sku, quantity, occurredAt);
    }
    const lost = outstanding(line);
    if (command.final && lost > 0) {
      line.lost += lost;
      enter(state, command, transfer, 'lost', line.sku, lost, occurredAt);
    }
  }
  transfer.status = transfer.lines.every((line) => outstanding(line) === 0)
    ? 'received'
    : 'partially_received';
  transfer.updatedAt = state.now;
  state.changedTransfers.add(transfer);
  return accepted(transferView(transfer));
}

/** A transfer as the API shows it. */
export function transferView(transfer: TransferState): Transfer {
  return {
    transferId: transfer.transferId,
    from: transfer.from,
    to: transfer.to,
    status: transfer.status,
    reference: transfer.reference,
    lines: transfer.lines.map((line) => ({ ...line })),
    createdAt: new Date(transfer.createdAt).toISOString(),
    updatedAt: new Date(transfer.updatedAt).toISOString(),
  };
}

const outstanding = (line: TransferState['lines'][number]): number =>
  line.shipped - line.received - line.lost;

const STEPS = {
  out: { type: 'transfer_out', at: 'from', change: (q: number) => ({ onHand: -q }) },
  expected: { type: 'transfer_expected', at: 'to', change: (q: number) => ({ incoming: q }) },
  in: { type: 'transfer_in', at: 'to', change: (q: number) => ({ onHand: q, incoming: -q }) },
  lost: { type: 'transfer_lost', at: 'to', change: (q: number) => ({ incoming: -q }) },
} as const;

function enter(
  state: BatchState,
  command: ShipTransfer | ReceiveTransfer,
  transfer: TransferState,
  step: keyof typeof STEPS,
  sku: string,
  quantity: number,
  occurredAt: number,
): void {
  const { type, at, change } = STEPS[step];
  const level = state.level({ locationId: transfer[at], sku });
  if (level === undefined) throw new Error(`Transfer ${transfer.transferId} has no level for its lines`);
  state.book.post(level, {
    movementId: transferMovementId(step, transfer.transferId, command.commandId, sku),
    type,
    quantity,
    change: change(quantity),
    occurredAt,
    reason: 'reason' in command ? command.reason : undefined,
    reference: transfer.transferId,
  });
}

function alreadyEntered(state: BatchState, command: ReceiveTransfer, transfer: TransferState): boolean {
  return transfer.lines.some(({ sku }) =>
    (['in', 'lost'] as const).some((step) =>
      state.knownMovements.has(transferMovementId(step, transfer.transferId, command.commandId, sku)),
    ),
  );
}

const outOfRange = ({ locationId, sku }: Level): Outcome<never> =>
  refused(
    'figure_out_of_range',
    `The transfer would carry ${sku} at ${locationId} beyond two thousand million units. Correct the level first.`,
    { sku, locationId },
  );

const notFound = (transferId: string): Outcome<never> =>
  refused(
    'transfer_not_found',
    `There is no transfer "${transferId}". Plan it with POST /inventory/v1/transfers.`,
  );
