import type { ReturnsEvent } from './event.js';
import type { Purchase } from './purchase.js';
import type { Receipt, Return } from './return.js';

/** What a decision leaves behind: the purchase and the return as they are now, and what is to be told. */
export interface Decision {
  readonly purchase: Purchase;
  readonly ret: Return;
  /** Units that were taken in by it. */
  readonly receipt?: Receipt;
  readonly events: readonly ReturnsEvent[];
}

/** Nothing to do: it is done already, or no longer due. */
export const unchanged = (purchase: Purchase, ret: Return): Decision => ({ purchase, ret, events: [] });
