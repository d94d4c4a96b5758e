import { type Decision, unchanged } from './decision.js';
import { sameAmount } from './money.js';
import { ofReturn } from './of-return.js';
import type { Purchase } from './purchase.js';
import { accepted, type Outcome, refused } from './refusal.js';
import type { Refund, Return } from './return.js';

/** The payment system's answer. */
export interface Settle {
  readonly refundId: string;
  readonly amount: string;
  readonly currency: string | null;
  readonly settledAt: Date;
  /** When the return is closed. */
  readonly completeAt: Date;
}

/**
 * The money was paid. An answer that comes twice has one effect.
 *
 * Refusals: `refund_not_found`, `refund_amount_differs`.
 * Events: `returns.refund-issued.v1`; `returns.return-completed.v1` follows when it is closed.
 */
export function decideSettle(purchase: Purchase, ret: Return, answer: Settle): Outcome<Decision> {
  const { refund } = ret;
  if (refund === null || refund.refundId !== answer.refundId || refund.kind !== 'refund') {
    return refused('refund_not_found', `Return ${ret.returnId} has no refund ${answer.refundId}.`);
  }
  const currencyDiffers =
    answer.currency !== null && purchase.currency !== null && answer.currency !== purchase.currency;
  if (!sameAmount(refund.amount, answer.amount) || currencyDiffers) {
    const wanted = `${refund.amount}${purchase.currency === null ? '' : ` ${purchase.currency}`}`;
    const detail = `${wanted} was asked for, and another amount was settled. Look into it, and settle the amount asked for.`;
    return refused('refund_amount_differs', detail, { amount: refund.amount, currency: purchase.currency });
  }
  if (refund.status === 'settled') return accepted(unchanged(purchase, ret));
  const settledAt = answer.settledAt;
  const { refundId, amount } = refund;
  return accepted({
    purchase,
    ret: {
      ...ret,
      status: 'refunded',
      completeAt: answer.completeAt,
      refund: { ...refund, status: 'settled', settledAt, askAgainAt: null },
    },
    events: [
      {
        name: 'refund_issued',
        data: {
          ...ofReturn(purchase, ret),
          refundId,
          amount,
          currency: purchase.currency,
          settledAt: settledAt.toISOString(),
        },
      },
    ],
  });
}

/** How long an unanswered refund waits for its next attempt at most. */
const LONGEST_WAIT_MS = 86_400_000;

/** When the payment system is asked for the attempt after this one: each wait is twice the last, a day at most. */
export const askAgainAfter = (attempts: number, now: Date, firstWaitMs: number): Date =>
  new Date(now.getTime() + Math.min(LONGEST_WAIT_MS, firstWaitMs * 2 ** Math.min(attempts - 1, 30)));

/** Asks for an unanswered refund again, once its time has come. Event: `returns.refund-requested.v1`. */
export function decideAskAgain(
  purchase: Purchase,
  ret: Return,
  { now, firstWaitMs }: { readonly now: Date; readonly firstWaitMs: number },
): Decision {
  const { refund } = ret;
  if (refund === null || refund.askAgainAt === null || refund.askAgainAt.getTime() > now.getTime()) {
    return unchanged(purchase, ret);
  }
  const attempts = refund.attempts + 1;
  const asked: Refund = { ...refund, attempts, askAgainAt: askAgainAfter(attempts, now, firstWaitMs) };
  const { refundId, amount } = refund;
  const data = {
    ...ofReturn(purchase, ret),
    refundId,
    amount,
    currency: purchase.currency,
    attempt: attempts,
  };
  return { purchase, ret: { ...ret, refund: asked }, events: [{ name: 'refund_requested', data }] };
}

/** Closes a refunded return, once its time has come. Event: `returns.return-completed.v1`. */
export function decideComplete(purchase: Purchase, ret: Return, now: Date): Decision {
  if (ret.status !== 'refunded' || ret.completeAt === null || ret.completeAt.getTime() > now.getTime()) {
    return unchanged(purchase, ret);
  }
  return {
    purchase,
    ret: { ...ret, status: 'completed', completeAt: null },
    events: [{ name: 'return_completed', data: ofReturn(purchase, ret) }],
  };
}
