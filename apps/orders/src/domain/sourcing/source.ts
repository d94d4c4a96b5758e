import type { Exclusion, SourcingDecision } from '#contracts';
import { choose } from './choose.js';
import { decisionOf } from './decision.js';
import { type Factor, FACTORS } from './factors.js';
import type { Network } from './network.js';
import { lookAt, type Offer } from './offer.js';
import type { Looked } from './outcome.js';
import type { SourcingRequest } from './request.js';
import { type Grant, serve } from './serve.js';
import type { SourcingSettings } from './settings.js';
import { layOut, type Shelf, type Waiting } from './shelves.js';
import type { Way } from './way.js';
import { anyStoreWay, pickupWays, shippingWay } from './ways.js';

/**
 * Chooses where the units of an order come from, and says why. Pure: the same request, network and settings give the same
 * decision. It never assigns more than is available anywhere; what nobody can give is `unfilled`. Rules first (see
 * `exclusions.ts`), then as few parcels as possible, then the best score; docs/sourcing.md tells it at length.
 */
export function source(
  request: SourcingRequest,
  network: Network,
  settings: SourcingSettings,
  factors: readonly Factor[] = FACTORS,
): SourcingDecision {
  const lines = request.lines.filter((line) => network.knownSkus.has(line.sku));
  const { waiting, shelves } = layOut(lines, network, request.triedAlready);
  const sourcing = new Sourcing(waiting, (way, rest) => lookAt(way, rest, request.now, settings, factors));
  const store = request.method === 'pickup' ? storeFor(request, shelves, settings, sourcing) : undefined;
  if (request.method === 'ship') sourcing.go([shippingWay(request, shelves, settings)]);
  else if (store !== undefined) sourcing.go(pickupWays(request, store, shelves, settings));
  return decisionOf({
    request,
    settings,
    shelves,
    waiting,
    store: store?.candidate.place ?? null,
    looked: sourcing.looked,
    grants: sourcing.grants,
  });
}

/** Where the customer collects: the store that the order names, else the nearest that has everything, else most of it. */
function storeFor(
  request: SourcingRequest,
  shelves: readonly Shelf[],
  settings: SourcingSettings,
  sourcing: Sourcing,
): Shelf | undefined {
  if (request.pickupLocationId !== null)
    return shelves.find(({ candidate }) => candidate.place.locationId === request.pickupLocationId);
  const offers = sourcing.lookAround(anyStoreWay(request, shelves, settings));
  // A store that has none of it may still be where the customer collects what others send.
  const [first] = offers.filter(canBeVisited).sort(
    (a, b) =>
      b.given - a.given ||
      (a.distanceKm ?? Infinity) - (b.distanceKm ?? Infinity) || // NaN, of two unknown distances, passes on
      b.score - a.score ||
      (a.shelf.candidate.place.locationId < b.shelf.candidate.place.locationId ? -1 : 1),
  );
  return first?.shelf;
}

const canBeVisited = (offer: Offer): boolean =>
  offer.exclusions.every(({ code }: Exclusion) => code === 'no_stock');

/** Hands out units, way by way, until no line waits or no way is left. */
class Sourcing {
  readonly looked: Looked[] = [];
  grants: Grant[] = [];

  constructor(
    private readonly waiting: readonly Waiting[],
    private readonly look: (way: Way, lines: readonly Waiting[]) => Offer[],
  ) {}

  /** Looks at every location of a way, for all that waits, and keeps what it saw. */
  lookAround(way: Way): Offer[] {
    const offers = this.look(way, this.rest());
    this.looked.push({ way, offers });
    return offers;
  }

  go(ways: readonly Way[]): void {
    const tried: Offer[] = [];
    for (const [i, way] of ways.entries()) {
      if (this.rest().length === 0) return;
      const offers = possible(this.lookAround(way));
      if (way.method === 'pickup' && this.grants.length > 0 && this.moveAll(way)) return;
      this.handOut(choose(offers, this.linesFor(offers, ways.slice(i + 1))));
      tried.push(...offers);
    }
    // Two lines that waited for the same units elsewhere did not both get them: whoever has units left gives them.
    this.handOut(serve(this.usedFirst(tried), this.rest(), new Set()).grants);
  }

  /** A line goes this way when a location here has all of it, or none will later; so it is split only when it must be. */
  private linesFor(offers: readonly Offer[], later: readonly Way[]): Waiting[] {
    const rest = this.rest();
    const hasAll = (some: readonly Offer[], line: Waiting) =>
      some.some(({ shelf }) => (shelf.left[line.sku] as number) >= line.quantity);
    let elsewhere: Offer[] | undefined;
    return rest.filter((line) => {
      if (hasAll(offers, line)) return true;
      elsewhere ??= later.flatMap((way) => possible(this.look(way, rest)));
      return !hasAll(elsewhere, line);
    });
  }

  /** Nobody is sent to two stores where one has everything: takes back what was handed out, and asks that one. */
  private moveAll(way: Way): boolean {
    const before = this.grants;
    this.takeBack();
    const offers = possible(this.look(way, this.rest())).filter((offer) => hasEverything(offer, this.rest()));
    if (offers.length === 0) {
      this.handOut(before);
      return false;
    }
    this.lookAround(way);
    this.handOut(choose(offers, this.rest()));
    return true;
  }

  private handOut(grants: readonly Grant[]): void {
    for (const grant of grants) {
      const { shelf } = grant.offer;
      shelf.left[grant.line.sku] = (shelf.left[grant.line.sku] as number) - grant.quantity;
      grant.line.quantity -= grant.quantity;
    }
    this.grants = [...this.grants, ...grants];
  }

  private takeBack(): void {
    for (const grant of this.grants) {
      const { shelf } = grant.offer;
      shelf.left[grant.line.sku] = (shelf.left[grant.line.sku] as number) + grant.quantity;
      grant.line.quantity += grant.quantity;
    }
    this.grants = [];
  }

  private usedFirst(offers: readonly Offer[]): Offer[] {
    const used = new Set(this.grants.map((grant) => grant.offer));
    return [...offers.filter((offer) => used.has(offer)), ...offers.filter((offer) => !used.has(offer))];
  }

  private rest(): Waiting[] {
    return this.waiting.filter((line) => line.quantity > 0);
  }
}

const possible = (offers: readonly Offer[]): Offer[] =>
  offers.filter((offer) => offer.exclusions.length === 0);

const hasEverything = (offer: Offer, lines: readonly Waiting[]): boolean =>
  offer.given === lines.reduce((units, line) => units + line.quantity, 0);
