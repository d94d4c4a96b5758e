import { type Decision, unchanged } from './decision.js';
import type { ReturnsEvent } from './event.js';
import { decimalText, minorDigits } from './money.js';
import { ofReturn } from './of-return.js';
import { type Purchase, withLines } from './purchase.js';
import { accepted, type Outcome, refused } from './refusal.js';
import { awaitedOf, type EndReason, isOpen, receivedOf, type Refund, type Return } from './return.js';

/** What a return needs to be settled once nothing more is awaited. */
export interface Closing {
  /** Idempotency key for whoever pays or keeps store credit. */
  readonly refundId: string;
  readonly now: Date;
  /** When the payment system is asked again, unless it answers. */
  readonly askAgainAt: Date;
}

/** Ends a return, wholly or from now on. */
export interface End extends Closing {
  readonly reason: EndReason;
}

/**
 * Nothing more is to come: open units may be returned otherwise, and what was received is settled. A return that has
 * ended this way already, or whose authorisation has not lapsed yet, stays as it is.
 *
 * Refusals: `return_closed`, once all units are back.
 * Events: `returns.return-cancelled.v1`; for units that were received those of `settleReceived`.
 */
export function decideEnd(purchase: Purchase, ret: Return, end: End): Outcome<Decision> {
  if (end.reason === 'lapsed' && (!isOpen(ret) || ret.expiresAt.getTime() > end.now.getTime())) {
    return accepted(unchanged(purchase, ret));
  }
  if (ret.endedBecause !== null) return accepted(unchanged(purchase, ret));
  if (!isOpen(ret)) {
    const detail = `The return is ${ret.status}: its goods are back, and there is nothing left to call off.`;
    return refused('return_closed', detail, { status: ret.status });
  }
  const freed = new Map(ret.lines.map((line) => [line.lineId, awaitedOf(line)]));
  const after = withLines(purchase, freed, (line) => ({
    ...line,
    authorized: line.authorized - freed.get(line.lineId)!,
  }));
  const ended: Return = {
    ...ret,
    endedBecause: end.reason,
    lines: ret.lines.map((line) => ({ ...line, cancelled: line.cancelled + freed.get(line.lineId)! })),
  };
  const cancelled: ReturnsEvent = {
    name: 'return_cancelled',
    data: { ...ofReturn(purchase, ret), exchangeOrderId: ret.exchangeOrderId, reason: end.reason },
  };
  if (ended.lines.every((line) => receivedOf(line) === 0)) {
    const status = end.reason === 'rejected' ? 'rejected' : 'cancelled';
    return accepted({ purchase: after, ret: { ...ended, status }, events: [cancelled] });
  }
  const settled = settleReceived(after, ended, end);
  return accepted({ ...settled, events: [cancelled, ...settled.events] });
}

/**
 * All that will come is here. Money or store credit is given for it; an exchange that was called off midway is paid
 * back, because no goods will follow. Nothing to pay (a free item) completes the return. Where nobody has told a
 * price, a refund of 0 is asked for, so that it stays in sight until somebody settles it.
 *
 * Events: `returns.refund-requested.v1`, or `returns.store-credit-issued.v1`, or neither; `returns.return-completed.v1`
 * where no payment is awaited.
 */
export function settleReceived(purchase: Purchase, ret: Return, closing: Closing): Decision {
  const facts = ofReturn(purchase, ret);
  const completed: ReturnsEvent = { name: 'return_completed', data: facts };
  const owed = ret.lines.reduce((sum, line) => sum + line.due, 0n);
  const priceless = ret.lines.some((line) => receivedOf(line) > 0 && amountUnknown(purchase, line.lineId));
  const exchanged = ret.resolution === 'exchange' && ret.endedBecause === null;
  if (exchanged || (owed === 0n && !priceless)) {
    return { purchase, ret: { ...ret, status: 'completed' }, events: [completed] };
  }
  const amount = decimalText(owed, minorDigits(purchase.currency));
  const money = { ...facts, refundId: closing.refundId, amount, currency: purchase.currency };
  const refund: Refund = {
    refundId: closing.refundId,
    kind: ret.resolution === 'store_credit' ? 'store_credit' : 'refund',
    amount,
    status: 'requested',
    attempts: 1,
    requestedAt: closing.now,
    askAgainAt: closing.askAgainAt,
    settledAt: null,
  };
  if (refund.kind === 'store_credit') {
    return {
      purchase,
      ret: {
        ...ret,
        status: 'completed',
        refund: { ...refund, status: 'settled', askAgainAt: null, settledAt: closing.now },
      },
      events: [{ name: 'store_credit_issued', data: money }, completed],
    };
  }
  return {
    purchase,
    ret: { ...ret, status: 'inspected', refund },
    events: [{ name: 'refund_requested', data: { ...money, attempt: 1 } }],
  };
}

const amountUnknown = (purchase: Purchase, lineId: string): boolean =>
  purchase.lines.find((line) => line.lineId === lineId)?.amount == null;
