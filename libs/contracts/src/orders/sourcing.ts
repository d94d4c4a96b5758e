import { z } from 'zod';
import { Identifier } from '../primitives.js';

/** How goods leave a location: collected there, sent to the customer, or sent to the store where they are collected. */
export const SourcingMethod = z.enum(['pickup', 'ship', 'ship_to_store']);
export type SourcingMethod = z.infer<typeof SourcingMethod>;

/** What a score is made of; see docs/sourcing.md. */
export const SourcingFactor = z.enum([
  'stock',
  'distance',
  'parcels',
  'capacity',
  'opening',
  'markdown',
  'cost',
]);
export type SourcingFactor = z.infer<typeof SourcingFactor>;

export const Exclusion = z.object({
  /**
   * Stable. By rule: `no_stock`, `cannot_pickup`, `cannot_ship`, `never_open`, `capacity_reached`, `too_far`,
   * `no_coordinates`, `tried_already`, `unknown_location`. By choice: `not_asked`, `not_needed`, `more_parcels`, `farther`,
   * `lower_score`. See docs/sourcing.md.
   */
  code: z.string(),
  detail: z.string(),
});
export type Exclusion = z.infer<typeof Exclusion>;

/** One location as it was looked at. */
export const SourcingCandidate = z.object({
  locationId: Identifier,
  method: SourcingMethod,
  chosen: z.boolean(),
  /** 0 (worst) to 1 (best); null where a rule leaves it out. */
  score: z.number().nullable(),
  /** `value` as it is, `points` 0 to 1, `weight` from the configuration; the score is the weighted mean of the points. */
  factors: z.array(
    z.object({ factor: SourcingFactor, value: z.number(), points: z.number(), weight: z.number() }),
  ),
  distanceKm: z.number().nullable(),
  /** Why it was not chosen; empty where it was. */
  exclusions: z.array(Exclusion),
});
export type SourcingCandidate = z.infer<typeof SourcingCandidate>;

export const SourcingLine = z.object({ lineId: Identifier, sku: Identifier, quantity: z.int().min(1) });
export type SourcingLine = z.infer<typeof SourcingLine>;

/** A choice of locations, with everything that led to it. */
export const SourcingDecision = z
  .object({
    decidedAt: z.string(),
    assignments: z.array(
      z.object({
        locationId: Identifier,
        method: SourcingMethod,
        /** Where the customer collects; null when it is sent to the customer. */
        pickupLocationId: Identifier.nullable().optional(),
        /** When the customer may collect it, or when the carrier takes it. */
        promisedAt: z.string().nullable(),
        lines: z.array(SourcingLine),
      }),
    ),
    /** Units that no location can give, with a stable reason: `no_stock`, `no_location`, `unknown_sku`. */
    unfilled: z.array(SourcingLine.extend({ reason: z.string() })),
    candidates: z.array(SourcingCandidate),
    /** The choice in a sentence or two, for people. */
    explanation: z.string(),
  })
  .meta({ id: 'SourcingDecision' });
export type SourcingDecision = z.infer<typeof SourcingDecision>;
