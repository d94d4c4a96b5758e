import type { Availability, AvailabilityQuery, OpeningHours } from '#contracts';
import { sqlArray } from '#persistence';
import { Clock } from '#platform';
import { distanceKm, pickupPromise, toTheMetre } from '#retail';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DateTime } from 'luxon';
import { DataSource } from 'typeorm';
import { bestStatus, stockStatus } from '../../domain/stock-status.js';
import { INVENTORY } from '../../persistence/schema.js';

/** How long people in a store take to prepare a pickup, in minutes of opening time. */
export const PICKUP_LEAD_MINUTES = Symbol('PICKUP_LEAD_MINUTES');

/** What can be promised of SKUs, and where. Reads the levels themselves: what it says is committed. */
@Injectable()
export class AvailabilityFinder {
  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Optional() @Inject(PICKUP_LEAD_MINUTES) private readonly leadMinutes: number = 120,
  ) {}

  /** One answer per SKU, in the order asked; each once. A SKU that is in no catalogue is `known: false`. */
  async find(query: AvailabilityQuery): Promise<Availability[]> {
    const skus = [...new Set(query.sku)];
    const { items, places } = await this.read(skus, query.method);
    const thresholds = new Map(items.map((item) => [item.sku, item.lowStockThreshold]));
    const offers = new Map<string, Availability['locations']>(skus.map((sku) => [sku, []]));
    const promiseAt = this.promises();
    for (const { place, distance } of byDistance(places, query)) {
      for (const [i, sku] of place.skus.entries()) {
        const available = place.available[i] as number;
        offers.get(sku)?.push({
          locationId: place.locationId,
          name: place.name,
          kind: place.kind,
          available,
          stockStatus: stockStatus(available, thresholds.get(sku) ?? null),
          distanceKm: distance === null ? null : toTheMetre(distance),
          pickupPromise: available > 0 && place.capabilities.includes('pickup') ? promiseAt(place) : null,
        });
      }
    }
    return skus.map((sku) => {
      const locations = offers.get(sku) ?? [];
      return {
        sku,
        known: thresholds.has(sku),
        total: locations.reduce((sum, location) => sum + location.available, 0),
        stockStatus: bestStatus(locations.map((location) => location.stockStatus)),
        locations,
      };
    });
  }

  /** One statement, so one moment: the items, and each place once with all its levels of these SKUs. */
  private async read(skus: readonly string[], capability: 'pickup' | 'ship' | undefined) {
    const [found] = (await this.dataSource.query(
      `SELECT
         (SELECT json_agg(json_build_object('sku', i.sku, 'lowStockThreshold', i.low_stock_threshold))
          FROM inventory.item i WHERE i.sku = ANY($1::text[])) AS items,
         (SELECT json_agg(place) FROM (
            SELECT p.location_id AS "locationId", p.name, p.kind, p.latitude, p.longitude, p.time_zone AS "timeZone",
                   p.capabilities, p.opening_hours AS "openingHours", l.skus, l.available
            FROM (
              SELECT location_id, json_agg(sku) AS skus,
                     json_agg(greatest(0, on_hand::bigint - reserved - committed - damaged - quality_control
                                          - safety_stock)) AS available
              FROM inventory.stock_level WHERE sku = ANY($1::text[]) GROUP BY location_id
            ) l
            JOIN inventory.location p ON p.location_id = l.location_id
            WHERE $2::text IS NULL OR $2::text = ANY(p.capabilities)
            ORDER BY p.location_id
          ) place) AS places`,
      [sqlArray(skus), capability ?? null],
    )) as [{ items: KnownItem[] | null; places: Place[] | null }];
    return { items: found.items ?? [], places: found.places ?? [] };
  }

  /** The promise of a place as a time on its own clock. Shops of a chain keep the same hours: each is worked out once. */
  private promises(): (place: Place) => string | null {
    const now = this.clock.now().getTime();
    const known = new Map<string, string | null>();
    return ({ openingHours, timeZone }) => {
      const key = `${timeZone} ${JSON.stringify(openingHours)}`;
      let promise = known.get(key);
      if (promise === undefined) {
        const ready = pickupPromise({ openingHours, timeZone, leadMinutes: this.leadMinutes }, now);
        promise = ready === null ? null : DateTime.fromMillis(ready, { zone: timeZone }).toISO();
        known.set(key, promise);
      }
      return promise;
    };
  }
}

interface KnownItem {
  readonly sku: string;
  readonly lowStockThreshold: number | null;
}

interface Place {
  readonly locationId: string;
  readonly name: string;
  readonly kind: 'store' | 'warehouse';
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly timeZone: string;
  readonly capabilities: readonly string[];
  readonly openingHours: OpeningHours | null;
  /** What it has levels of, and how much of each can be promised. */
  readonly skus: readonly string[];
  readonly available: readonly number[];
}

/** Nearest first, those of unknown whereabouts last; within a radius only those that are known to be in it. */
function byDistance(places: readonly Place[], { near, radiusKm }: AvailabilityQuery) {
  if (near === undefined) return places.map((place) => ({ place, distance: null }));
  return places
    .map((place) => {
      const { latitude, longitude } = place;
      const known = latitude !== null && longitude !== null;
      return { place, distance: known ? distanceKm(near, { latitude, longitude }) : null };
    })
    .filter(({ distance }) => radiusKm === undefined || (distance !== null && distance <= radiusKm))
    .sort((a, b) => (a.distance ?? Infinity) - (b.distance ?? Infinity) || 0);
}
