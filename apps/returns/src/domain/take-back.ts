import type { Disposition } from '#contracts';
import { type Closing, settleReceived } from './close.js';
import type { Decision } from './decision.js';
import type { ReturnsEvent } from './event.js';
import { minorDigits, shareOf } from './money.js';
import { ofReturn } from './of-return.js';
import { type Purchase, type PurchaseLine, withLines } from './purchase.js';
import { awaitedOf, type InspectedUnits, type Receipt, type Return } from './return.js';

/** Where units came in, and where those go that their store does not sell. */
export interface Arrival extends Closing {
  readonly receiptId: string;
  readonly locationId: string;
  readonly occurredAt: Date;
  readonly transferId: string;
  /** The warehouse for `return_to_warehouse`; null where units stay, because there is none, or they are there. */
  readonly warehouseId: string | null;
}

/**
 * Takes in units that are new to the return: they are no longer awaited but received, their money is due, and the
 * stock ledger is asked to receive them. `ret` has them in its desk or till figures already. With the last unit the
 * return is settled.
 */
export function takeBack(
  purchase: Purchase,
  ret: Return,
  units: readonly InspectedUnits[],
  arrival: Arrival,
): Decision {
  const digits = minorDigits(purchase.currency);
  const due = new Map<string, bigint>();
  let after = purchase;
  for (const { lineId, quantity } of units) {
    after = withLines(after, new Set([lineId]), (line) => {
      due.set(lineId, (due.get(lineId) ?? 0n) + moneyFor(line, quantity, digits));
      return { ...line, authorized: line.authorized - quantity, received: line.received + quantity };
    });
  }
  const lines = ret.lines.map((line) => ({ ...line, due: line.due + (due.get(line.lineId) ?? 0n) }));
  const complete = lines.every((line) => awaitedOf(line) === 0);
  const received: Return = { ...ret, lines, status: 'received' };
  const receipt: Receipt = {
    receiptId: arrival.receiptId,
    locationId: arrival.locationId,
    lines: units,
  };
  const events: ReturnsEvent[] = [
    {
      name: 'return_received',
      data: {
        ...ofReturn(purchase, ret),
        receiptId: arrival.receiptId,
        locationId: arrival.locationId,
        lines: units.map(({ lineId, sku, quantity, disposition }) => ({
          lineId,
          sku,
          quantity,
          disposition,
        })),
        complete,
      },
    },
    ...stockRequests(ret.returnId, units, arrival),
  ];
  if (!complete) return { purchase: after, ret: received, receipt, events };
  const settled = settleReceived(after, received, arrival);
  return { ...settled, receipt, events: [...events, ...settled.events] };
}

/** What the stock ledger is asked for: to receive the units, and to send on those that go to the warehouse. */
export function stockRequests(
  reference: string,
  units: readonly { readonly sku: string; readonly quantity: number; readonly disposition: Disposition }[],
  arrival: Arrival,
): ReturnsEvent[] {
  const events: ReturnsEvent[] = [
    {
      name: 'receive_requested',
      data: {
        receiptId: arrival.receiptId,
        reference,
        locationId: arrival.locationId,
        occurredAt: arrival.occurredAt.toISOString(),
        reason: 'customer_return',
        // Numbered: one line of a return may come in several conditions, and each is a line of this receipt.
        lines: units.map(({ sku, quantity, disposition }, i) => ({
          lineId: String(i + 1),
          sku,
          quantity,
          disposition,
        })),
      },
    },
  ];
  const onward = new Map<string, number>();
  for (const { sku, quantity, disposition } of units) {
    if (disposition === 'return_to_warehouse') onward.set(sku, (onward.get(sku) ?? 0) + quantity);
  }
  if (onward.size > 0 && arrival.warehouseId !== null) {
    events.push({
      name: 'transfer_requested',
      data: {
        transferId: arrival.transferId,
        reference,
        from: arrival.locationId,
        to: arrival.warehouseId,
        stockStatus: 'quality_control',
        lines: [...onward].map(([sku, quantity]) => ({ sku, quantity })),
      },
    });
  }
  return events;
}

/** Units are paid back in the order in which they come back, whoever takes them: so no cent is paid twice or lost. */
function moneyFor(line: PurchaseLine, quantity: number, digits: number): bigint {
  if (line.amount === null || line.ordered === null || line.ordered === 0) return 0n;
  const before = line.received + line.tillReturned;
  return shareOf({ amount: line.amount, units: line.ordered }, before, before + quantity, digits);
}
