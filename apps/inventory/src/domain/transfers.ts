import type { Transfer, TransferInput } from '#contracts';
import type { BatchState, TransferState } from './batch-state.js';
import type { PlanTransfer, ReceiveTransfer, ShipTransfer } from './command.js';
import { contentHash } from './content-hash.js';
import { type Level, available } from './level.js';
import { transferMovementId } from './movement-id.js';
import { tooFarAhead } from './occurred-at.js';
import { accepted, type Outcome, refused } from './refusal.js';
import { unknownDetail } from './unknown.js';

/** The most that one line may ask for; lines of one SKU together are one line. */
const MAX_QUANTITY = 1_000_000_000;

/**
 * Plans a transfer; no stock moves until it is shipped. Lines of one SKU are added up. The same plan again gives it
 * again, as it is now. Refused: `unknown_location`, `unknown_sku`, `same_location`, `quantity_out_of_range`,
 * `transfer_id_reused` (the id stands for another plan).
 */
export function decidePlan(state: BatchState, command: PlanTransfer): Outcome<Transfer> {
  const { transferId, plan } = command;
  const lines = addUp(plan.lines);
  const hash = planHash(plan, lines);
  const known = state.transfers.get(transferId) ?? state.newTransfers.get(transferId);
  if (known !== undefined) {
    if (known.contentHash === hash) return accepted(transferView(known));
    return refused(
      'transfer_id_reused',
      `Transfer "${transferId}" was planned with other content. Choose a new transferId.`,
    );
  }
  if (plan.from === plan.to) {
    return refused(
      'same_location',
      `The transfer goes from "${plan.from}" to itself. Choose another location.`,
    );
  }
  const location = [plan.from, plan.to].find((id) => !state.locationSafetyStock.has(id));
  const item = [...lines.keys()].find((id) => !state.knownSkus.has(id));
  const code = location !== undefined ? 'unknown_location' : item !== undefined ? 'unknown_sku' : undefined;
  if (code !== undefined) {
    return refused(code, unknownDetail(code, { locationId: location ?? plan.from, sku: item ?? '' }));
  }
  for (const [sku, quantity] of lines) {
    if (quantity <= MAX_QUANTITY) continue;
    return refused(
      'quantity_out_of_range',
      `The lines of ${sku} add up to more than a thousand million units. Correct their quantities.`,
      { sku, requested: quantity },
    );
  }
  const transfer: TransferState = {
    transferId,
    from: plan.from,
    to: plan.to,
    stockStatus: plan.stockStatus,
    status: 'planned',
    reference: plan.reference ?? null,
    contentHash: hash,
    lines: [...lines].map(([sku, quantity]) => ({ sku, quantity, shipped: 0, received: 0, lost: 0 })),
    createdAt: state.now,
    updatedAt: state.now,
  };
  state.newTransfers.set(transferId, transfer);
  return accepted(transferView(transfer));
}

/**
 * Sends every line on its way: `onHand` falls at the source, `incoming` rises at the destination. Shipping
 * again is no change. What is under quality control at the source is so on arrival too, until it is released
 * there. Refused: `transfer_not_found`, `insufficient_stock` with the lines that fall short (a transfer cannot take
 * what is promised), `insufficient_quality_control` likewise, `unknown_sku`, `unknown_location`, `figure_out_of_range`.
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
    const free = level === undefined ? 0 : takeable(transfer, level);
    const to = state.level({ locationId: transfer.to, sku });
    if (to !== undefined && state.book.overflows(to, { incoming: quantity })) return outOfRange(to);
    if (free < quantity) short.push({ sku, locationId: transfer.from, requested: quantity, available: free });
  }
  if (short.length > 0) {
    const held = transfer.stockStatus === 'quality_control';
    return refused(
      held ? 'insufficient_quality_control' : 'insufficient_stock',
      `${short.length} lines go beyond what is ${held ? 'under quality control' : 'available'} at ${transfer.from}. ` +
        'Plan a transfer of what there is.',
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
    const change = { onHand: quantity, qualityControl: quantity };
    if (level !== undefined && state.book.overflows(level, change)) return outOfRange(level);
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
    stockStatus: transfer.stockStatus,
    status: transfer.status,
    reference: transfer.reference,
    lines: transfer.lines.map((line) => ({ ...line })),
    createdAt: new Date(transfer.createdAt).toISOString(),
    updatedAt: new Date(transfer.updatedAt).toISOString(),
  };
}

const outstanding = (line: TransferState['lines'][number]): number =>
  line.shipped - line.received - line.lost;

/** How many units of the level the transfer may take. */
const takeable = ({ stockStatus }: TransferState, level: Level): number =>
  stockStatus === 'quality_control' ? level.qualityControl : available(level);

const STEPS = {
  out: { type: 'transfer_out', at: 'from', onHand: -1, incoming: 0 },
  expected: { type: 'transfer_expected', at: 'to', onHand: 0, incoming: 1 },
  in: { type: 'transfer_in', at: 'to', onHand: 1, incoming: -1 },
  lost: { type: 'transfer_lost', at: 'to', onHand: 0, incoming: -1 },
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
  const { type, at, onHand, incoming } = STEPS[step];
  const level = state.level({ locationId: transfer[at], sku });
  if (level === undefined) throw new Error(`Transfer ${transfer.transferId} has no level for its lines`);
  state.book.post(level, {
    movementId: transferMovementId(step, transfer.transferId, command.commandId, sku),
    type,
    quantity,
    change: {
      onHand: onHand * quantity,
      incoming: incoming * quantity,
      qualityControl: transfer.stockStatus === 'quality_control' ? onHand * quantity : 0,
    },
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

function addUp(lines: TransferInput['lines']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function planHash(
  { from, to, reference, stockStatus }: PlanTransfer['plan'],
  lines: ReadonlyMap<string, number>,
): number {
  const sorted = [...lines].map(([sku, quantity]) => `${sku}\u001f${quantity}`).sort();
  // Plans from before there was a choice are of available units.
  const kind = stockStatus === 'available' ? [] : [stockStatus];
  return contentHash([from, to, reference ?? '', ...kind, ...sorted].join('\u001e'));
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
