import type { OrderMethod, ReturnMethod, ReturnResolution } from '#contracts';
import type { Decision } from './decision.js';
import type { ReturnsEvent } from './event.js';
import { ofReturn } from './of-return.js';
import { type NotReturnable, type Purchase, returnableOf, type TermsOf, withLines } from './purchase.js';
import { accepted, type Outcome, refused } from './refusal.js';
import type { Return } from './return.js';

export interface Authorize {
  readonly returnId: string;
  /** Whom to tell and to credit where the purchase names nobody. */
  readonly customerId: string | null;
  readonly method: ReturnMethod;
  readonly resolution: ReturnResolution;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly reason: string }[];
  readonly exchange: Exchange | null;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** The order that is to replace the goods. */
export interface Exchange {
  readonly exchangeOrderId: string;
  readonly method: OrderMethod;
  readonly pickupLocationId: string | null;
  /** An address that the orders service alone can open. */
  readonly sealedShipTo: string | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly quantity: number;
    readonly unitPrice: string | null;
  }[];
}

/**
 * Lets goods come back, all lines or none. Units are held for this return until they are received, or it ends.
 *
 * Refusals: `unknown_line`; `not_returnable`, `outside_return_window`, `quantity_exceeds_sold`, each with `lines`;
 * `ship_to_required` for an exchange that could not be delivered.
 * Events: `returns.return-authorized.v1`, and `returns.exchange-requested.v1` for an exchange.
 */
export function decideAuthorize(purchase: Purchase, termsOf: TermsOf, asked: Authorize): Outcome<Decision> {
  const wanted = addUp(asked.lines);
  const short: ShortLine[] = [];
  for (const [lineId, { quantity }] of wanted) {
    const line = purchase.lines.find((candidate) => candidate.lineId === lineId);
    if (line === undefined) {
      const known = purchase.lines.map((candidate) => candidate.lineId).slice(0, 20);
      return refused('unknown_line', `There is no line ${lineId}. Its lines are: ${known.join(', ')}.`, {
        lineId,
      });
    }
    const open = returnableOf(line, termsOf(line.sku), asked.now);
    if (open.reason !== null) {
      short.push({
        lineId,
        code: open.reason,
        requested: quantity,
        returnable: 0,
        detail: open.detail ?? '',
      });
    } else if (quantity > open.quantity) {
      const detail = `Of line ${lineId} ${open.quantity} may still come back; ask for no more than that.`;
      const code = 'quantity_exceeds_sold';
      short.push({ lineId, code, requested: quantity, returnable: open.quantity, detail });
    }
  }
  const [first] = short;
  if (first !== undefined) return refused(first.code, first.detail, { lines: short });
  const undeliverable = asked.exchange === null ? undefined : deliverable(purchase, asked.exchange);
  if (undeliverable !== undefined) return undeliverable;
  return accepted(authorized(purchase, asked, wanted));
}

interface ShortLine {
  readonly lineId: string;
  readonly code: NotReturnable;
  readonly requested: number;
  readonly returnable: number;
  readonly detail: string;
}

type Wanted = ReadonlyMap<string, { readonly quantity: number; readonly reason: string }>;

/** The same line may be named twice, with two reasons; it is one line of the return. */
function addUp(lines: Authorize['lines']): Wanted {
  const wanted = new Map<string, { quantity: number; reason: string }>();
  for (const { lineId, quantity, reason } of lines) {
    const before = wanted.get(lineId);
    wanted.set(lineId, {
      quantity: quantity + (before?.quantity ?? 0),
      reason: before === undefined || before.reason === reason ? reason : `${before.reason}; ${reason}`,
    });
  }
  return wanted;
}

/** An order's address is with orders; a receipt has none. */
function deliverable(purchase: Purchase, exchange: Exchange): Outcome<never> | undefined {
  if (exchange.method !== 'ship' || exchange.sealedShipTo !== null || purchase.orderId !== null)
    return undefined;
  return refused('ship_to_required', 'A receipt has no address to ship to: give exchange.shipTo.');
}

function authorized(purchase: Purchase, asked: Authorize, wanted: Wanted): Decision {
  const after = withLines(purchase, wanted, (line) => ({
    ...line,
    authorized: line.authorized + wanted.get(line.lineId)!.quantity,
  }));
  const ret: Return = {
    returnId: asked.returnId,
    status: 'authorized',
    endedBecause: null,
    customerId: purchase.customerId ?? asked.customerId,
    method: asked.method,
    resolution: asked.resolution,
    exchangeOrderId: asked.exchange?.exchangeOrderId ?? null,
    expiresAt: asked.expiresAt,
    completeAt: null,
    refund: null,
    lines: purchase.lines
      .filter((line) => wanted.has(line.lineId))
      .map((line) => ({
        lineId: line.lineId,
        sku: line.sku,
        ...wanted.get(line.lineId)!,
        cancelled: 0,
        deskReceived: 0,
        tillReceived: 0,
        due: 0n,
        unitPrice: line.unitPrice,
      })),
  };
  const events: ReturnsEvent[] = [
    {
      name: 'return_authorized',
      data: {
        ...ofReturn(purchase, ret),
        method: ret.method,
        expiresAt: ret.expiresAt.toISOString(),
        lines: ret.lines.map(({ lineId, sku, quantity, reason }) => ({
          lineId,
          sku,
          quantity,
          reason: isCode(reason) ? reason : '',
        })),
      },
    },
  ];
  if (asked.exchange !== null) {
    events.push({
      name: 'exchange_requested',
      data: {
        ...ofReturn(purchase, ret),
        ...asked.exchange,
        currency: purchase.currency,
        lines: [...asked.exchange.lines],
      },
    });
  }
  return { purchase: after, ret, events };
}

/** A reason that somebody chose from a list may travel; what somebody typed may be personal, and stays here. */
const isCode = (reason: string): boolean => /^[a-z][a-z0-9_]{0,39}$/.test(reason);
