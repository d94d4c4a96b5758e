import { type Querying, sqlArray } from '#persistence';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Candidate, Network, Place } from '../domain/sourcing/network.js';
import { CAPACITY_USE, type CapacityUse } from './capacity-use.js';
import { Midnights } from './midnights.js';

/**
 * The network as this service knows it from events. It may be a moment behind: it chooses whom to ask first, and the
 * stock ledger judges. Locations are kept in memory for as long as the sum of their revisions stays the same, so one
 * statement is enough for most decisions, and every replica sees a change at once.
 */
@Injectable()
export class NetworkView {
  private revision = '';
  private places = new Map<string, { readonly place: Place; readonly revision: number }>();
  private readonly midnights = new Midnights();

  constructor(@Optional() @Inject(CAPACITY_USE) private readonly capacity?: CapacityUse) {}

  /** Every location with what it has of these SKUs, read through a transaction or a data source. */
  async candidates(db: Querying, skus: readonly string[], now: number): Promise<Network> {
    const [found] = (await db.query(
      `SELECT (SELECT coalesce(sum(revision), 0) FROM orders.location) AS revision,
              (SELECT json_agg(sku) FROM orders.item WHERE sku = ANY($1::text[])) AS items,
              (SELECT json_agg(level) FROM (
                 SELECT sku, json_agg(location_id) AS "locationIds", json_agg(available) AS available
                 FROM orders.stock_level WHERE sku = ANY($1::text[]) GROUP BY sku
               ) level) AS levels`,
      [sqlArray([...new Set(skus)])],
    )) as [{ revision: string; items: string[] | null; levels: LevelsOfSku[] | null }];
    if (found.revision !== this.revision) await this.readPlaces(db);
    const levels = found.levels ?? [];
    const available = new Map<string, Map<string, number>>();
    for (const { sku, locationIds, available: units } of levels) {
      for (const [i, locationId] of locationIds.entries()) {
        let there = available.get(locationId);
        if (there === undefined) available.set(locationId, (there = new Map<string, number>()));
        there.set(sku, units[i] as number);
      }
    }
    const orders = await this.ordersToday(db, now);
    return {
      knownSkus: new Set([...(found.items ?? []), ...levels.map(({ sku }) => sku)]),
      candidates: [...this.places.values()].map(({ place }): Candidate => ({
        place,
        ordersToday: orders.get(place.locationId) ?? 0,
        available: available.get(place.locationId) ?? NOTHING,
      })),
    };
  }

  /** Counted for those that have a limit alone. */
  private async ordersToday(db: Querying, now: number): Promise<ReadonlyMap<string, number>> {
    if (this.capacity === undefined) return NOTHING;
    const days = [...this.places.values()]
      .filter(({ place }) => place.dailyOrderCapacity !== null)
      .map(({ place: { locationId, timeZone } }) => ({
        locationId,
        midnight: new Date(this.midnights.before(now, timeZone)),
      }));
    return days.length === 0 ? NOTHING : this.capacity.ordersSince(db, days);
  }

  private async readPlaces(db: Querying): Promise<void> {
    const rows = (await db.query(
      `SELECT location_id AS "locationId", name, kind, latitude, longitude, time_zone AS "timeZone", address,
              capabilities, safety_stock AS "safetyStock", daily_order_capacity AS "dailyOrderCapacity",
              opening_hours AS "openingHours", markdown_risk AS "markdownRisk", handling_cost AS "handlingCost",
              revision
       FROM orders.location ORDER BY location_id`,
    )) as (Place & { revision: number })[];
    const before = this.places;
    this.places = new Map(
      rows.map(({ revision, ...place }) => {
        // The same object as long as nothing changed: what is known of its opening hours hangs on it.
        const known = before.get(place.locationId);
        return [place.locationId, known?.revision === revision ? known : { place, revision }];
      }),
    );
    this.revision = String(rows.reduce((sum, { revision }) => sum + revision, 0));
  }
}

interface LevelsOfSku {
  readonly sku: string;
  readonly locationIds: readonly string[];
  readonly available: readonly number[];
}

const NOTHING: ReadonlyMap<string, number> = new Map();
