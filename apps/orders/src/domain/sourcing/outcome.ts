import type { SourcingDecision } from '#contracts';
import type { Place } from './network.js';
import type { Offer } from './offer.js';
import type { SourcingRequest } from './request.js';
import type { Grant } from './serve.js';
import type { SourcingSettings } from './settings.js';
import type { Shelf, Waiting } from './shelves.js';
import type { Way } from './way.js';

/** A way, and every location as it was looked at for it. */
export interface Looked {
  readonly way: Way;
  readonly offers: readonly Offer[];
}

export interface Outcome {
  readonly request: SourcingRequest;
  readonly settings: SourcingSettings;
  readonly shelves: readonly Shelf[];
  /** The lines of known SKUs, with what is still missing. */
  readonly waiting: readonly Waiting[];
  /** Where the customer collects; null when it is sent, or when there is no such store. */
  readonly store: Place | null;
  readonly looked: readonly Looked[];
  readonly grants: readonly Grant[];
}

/** What one location is asked to do, with the place itself for those who put it in words. */
export interface Assigned {
  readonly place: Place;
  readonly assignment: SourcingDecision['assignments'][number];
  readonly units: number;
}
