/** How long the process waits, and how often it tries. All times in milliseconds. */
export interface OrderRules {
  /** The stock ledger is asked again after so long without an answer; doubled each time, up to 16 times. */
  readonly answerTimeoutMs: number;
  /** How often units that no location has are sourced again before they are given up. */
  readonly sourcingRetries: number;
  readonly sourcingRetryMs: number;
  /** How long goods wait at the counter. */
  readonly pickupHoldMs: number;
  /** How long before the end of that time the customer is reminded. */
  readonly pickupReminderMs: number;
  /** Wrong pickup codes before the counter has to wait. */
  readonly codeTries: number;
  readonly codeLockMs: number;
  /** A person is asked to look when a fulfillment is so late. */
  readonly attentionAfterMs: number;
  /** ... or a parcel for a store so long on its way. */
  readonly transitAttentionMs: number;
}

/** When, by which rules, and where new ids come from: everything that a decision may not take from elsewhere. */
export interface Circumstances {
  /** Milliseconds since 1970, by the database's clock. */
  readonly now: number;
  readonly rules: OrderRules;
  readonly newId: () => string;
}
