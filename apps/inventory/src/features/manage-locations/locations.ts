import type { Location, LocationInput, LocationPage, LocationQuery } from '#contracts';
import { appendToOutbox, OutboxRelay } from '#messaging';
import { inTransaction, sqlArray, Where } from '#persistence';
import { decodeCursor, invalidCursor, page } from '#platform';
import { distanceKm, type Point, toTheMetre } from '#retail';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { INVENTORY, SCHEMA } from '../../persistence/schema.js';
import { SettlePendingSales } from '../settle-pending-sales/settle-pending-sales.js';
import { locationChanged } from './location-changed.js';
import { LOCATION_COLUMNS, type LocationRow, locationView } from './location-view.js';
import { RebaseSafetyStock } from './rebase-safety-stock.js';

/**
 * The places that hold stock. A location is replaced as a whole; sales that waited for it post by themselves, and
 * its levels follow its safety stock. Locations are never deleted, since the ledger refers to them for ever.
 * Events: `inventory.location-changed.v1`.
 */
@Injectable()
export class Locations {
  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly pendingSales: SettlePendingSales,
    private readonly safetyStock: RebaseSafetyStock,
    private readonly relay: OutboxRelay,
  ) {}

  async put(locationId: string, input: LocationInput): Promise<{ location: Location; created: boolean }> {
    const created = await this.upsert(locationId, input);
    if (created) this.pendingSales.wake();
    else await this.safetyStock.rebaseSoon(locationId);
    const location = await this.find(locationId);
    if (location === undefined) throw new Error('A location that was saved is not there');
    return { location, created };
  }

  async find(locationId: string): Promise<Location | undefined> {
    const [row] = await this.read([locationId]);
    return row && locationView(row);
  }

  /** A page of the locations, ordered by id, or nearest first. */
  page(query: LocationQuery): Promise<LocationPage> {
    return query.near === undefined ? this.byId(query) : this.nearest(query.near, query);
  }

  private async byId({ limit, cursor }: LocationQuery): Promise<LocationPage> {
    const where = new Where();
    if (cursor !== undefined) where.and('location_id > ?::text', String(decodeCursor(cursor, 1)[0]));
    const rows = (await this.dataSource.query(
      `SELECT ${LOCATION_COLUMNS} FROM inventory.location ${where} ORDER BY location_id LIMIT ${limit + 1}`,
      where.values,
    )) as LocationRow[];
    return page(rows, limit, locationView, (row) => [row.location_id]);
  }

  /** Even a large chain has few locations: their coordinates are read and measured here, then the page's rows. */
  private async nearest(
    near: Point,
    { limit, cursor, radiusKm = Infinity }: LocationQuery,
  ): Promise<LocationPage> {
    const after = cursor === undefined ? undefined : positionOf(cursor, near);
    const places = (await this.dataSource.query(
      `SELECT location_id AS "locationId", latitude, longitude FROM inventory.location
       WHERE latitude IS NOT NULL ORDER BY location_id`,
    )) as (Point & { locationId: string })[];
    const candidates = places
      .map((place, rank) => ({ locationId: place.locationId, rank, distance: distanceKm(near, place) }))
      .filter(({ distance }) => distance <= radiusKm)
      .sort((a, b) => a.distance - b.distance || a.rank - b.rank);
    const begin =
      after === undefined
        ? 0
        : candidates.findIndex(({ distance, locationId }) => comesAfter(distance, locationId, after));
    const wanted = begin < 0 ? [] : candidates.slice(begin, begin + limit + 1);
    const rows = new Map(
      (await this.read(wanted.map((c) => c.locationId))).map((row) => [row.location_id, row]),
    );
    const found = wanted.flatMap(({ locationId, distance }) => {
      const row = rows.get(locationId);
      return row === undefined ? [] : [{ row, distance }];
    });
    return page(
      found,
      limit,
      ({ row, distance }) => ({ ...locationView(row), distanceKm: toTheMetre(distance) }),
      ({ row, distance }) => [near.latitude, near.longitude, distance, row.location_id],
    );
  }

  private async read(locationIds: readonly string[]): Promise<LocationRow[]> {
    return (await this.dataSource.query(
      `SELECT ${LOCATION_COLUMNS} FROM inventory.location WHERE location_id = ANY($1::text[])`,
      [sqlArray(locationIds)],
    )) as LocationRow[];
  }

  /** Inserts or replaces; whether it is new. */
  private async upsert(locationId: string, input: LocationInput): Promise<boolean> {
    const saved = await inTransaction(this.dataSource, async (tx) => {
      const rows = (await tx.query(
        `INSERT INTO inventory.location AS l (${LOCATION_COLUMNS})
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10, $11::jsonb, $12, $13, now(), now())
           ON CONFLICT (location_id) DO UPDATE SET
             name = excluded.name, kind = excluded.kind, latitude = excluded.latitude, longitude = excluded.longitude,
             time_zone = excluded.time_zone, address = excluded.address, capabilities = excluded.capabilities,
             safety_stock = excluded.safety_stock, daily_order_capacity = excluded.daily_order_capacity,
             opening_hours = excluded.opening_hours, markdown_risk = excluded.markdown_risk,
             handling_cost = excluded.handling_cost,
             -- Later than before even within a millisecond, or when a clock steps back: others go by it.
             updated_at = greatest(excluded.updated_at, l.updated_at + interval '1 millisecond')
           -- A row version that replaced none has no xmax.
           RETURNING l.xmax = 0 AS created, ${LOCATION_COLUMNS}`,
        [
          locationId,
          input.name,
          input.kind,
          input.latitude ?? null,
          input.longitude ?? null,
          input.timeZone,
          input.address ?? null,
          sqlArray([...new Set(input.capabilities)]),
          input.safetyStock,
          input.dailyOrderCapacity ?? null,
          input.openingHours === undefined ? null : JSON.stringify(input.openingHours),
          input.markdownRisk ?? null,
          input.handlingCost ?? null,
        ],
      )) as (LocationRow & { created: boolean })[];
      await appendToOutbox(tx, SCHEMA, rows.map(locationChanged));
      return rows[0];
    });
    this.relay.wake();
    return saved?.created ?? false;
  }
}

interface Position {
  readonly distance: number;
  readonly locationId: string;
}

/** Where the page before ended. A cursor goes on from one place: that of another `near` is none of this list. */
function positionOf(cursor: string, near: Point): Position {
  const [latitude, longitude, distance, locationId] = decodeCursor(cursor, 4);
  if (latitude !== near.latitude || longitude !== near.longitude) throw invalidCursor();
  return { distance: Number(distance), locationId: String(locationId) };
}

function comesAfter(distance: number, locationId: string, position: Position): boolean {
  if (distance !== position.distance) return distance > position.distance;
  return Buffer.compare(Buffer.from(locationId), Buffer.from(position.locationId)) > 0;
}
