import { uuidv7 } from '#platform';
import type { ReturnsSettings } from '../config.js';
import type { Closing } from '../domain/close.js';
import { askAgainAfter } from '../domain/refund.js';

/** What a decision needs that may end in a refund: made once per command, so that trying again changes nothing. */
export const closingAt = (now: Date, settings: ReturnsSettings): Closing => ({
  refundId: uuidv7(),
  now,
  askAgainAt: askAgainAfter(1, now, settings.refundRetrySeconds * 1_000),
});
