import type { Disposition, ReturnMethod, ReturnResolution, ReturnStatus } from '#contracts';

/** One line of a return. `quantity` = awaited + received + cancelled. */
export interface ReturnLine {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  /** Units that will not come any more: the return was cancelled, rejected, or lapsed. */
  readonly cancelled: number;
  /** Units that a desk has inspected. */
  readonly deskReceived: number;
  /** Units of which a till's receipt says that they came back for this return. */
  readonly tillReceived: number;
  /** Money for the received units, in minor units. */
  readonly due: bigint;
  /** Free text; personal as far as anybody typed something personal. */
  readonly reason: string;
  readonly unitPrice: string | null;
}

export interface Refund {
  readonly refundId: string;
  readonly kind: 'refund' | 'store_credit';
  readonly amount: string;
  readonly status: 'requested' | 'settled';
  /** How often the payment system was asked. */
  readonly attempts: number;
  readonly requestedAt: Date;
  /** When it is asked again, unless it has answered; null for a settled one. */
  readonly askAgainAt: Date | null;
  readonly settledAt: Date | null;
}

export type EndReason = 'cancelled' | 'lapsed' | 'rejected';

/** A return, with its money. */
export interface Return {
  readonly returnId: string;
  readonly status: ReturnStatus;
  /** Why units of it will not come any more. */
  readonly endedBecause: EndReason | null;
  readonly customerId: string | null;
  readonly method: ReturnMethod;
  readonly resolution: ReturnResolution;
  readonly exchangeOrderId: string | null;
  readonly expiresAt: Date;
  /** When a refunded return is closed. */
  readonly completeAt: Date | null;
  readonly lines: readonly ReturnLine[];
  readonly refund: Refund | null;
}

/** Units of which somebody says what they are and what becomes of them. */
export interface InspectedUnits {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly condition: string;
  readonly disposition: Disposition;
}

/** Units that were taken in at a location at one time, each line once per condition and disposition. */
export interface Receipt {
  readonly receiptId: string;
  readonly locationId: string;
  readonly lines: readonly InspectedUnits[];
}

/** Desk and till tell of the same goods: a unit that both name came back once. */
export const receivedOf = (line: ReturnLine): number => Math.max(line.deskReceived, line.tillReceived);

/** Units that may still come. */
export const awaitedOf = (line: ReturnLine): number => line.quantity - line.cancelled - receivedOf(line);

/** Whether units may still come. */
export const isOpen = (ret: Pick<Return, 'status'>): boolean =>
  ret.status === 'authorized' || ret.status === 'received';
