import { z } from 'zod';
import { defineEvent, levelKey } from '../event.js';
import { Item } from '../inventory/items.js';
import { StockLevel } from '../inventory/levels.js';
import { Location } from '../inventory/locations.js';
import { ReservationStatus, ShortLine } from '../inventory/reservations.js';
import { Sale, SaleLine } from '../inventory/sales.js';
import { Identifier } from '../primitives.js';

/** A level has new figures. One event per touched level and transaction; guard by `sequence`. */
export const LevelChanged = defineEvent({
  type: 'inventory.level-changed.v1',
  topic: 'inventory.levels.v1',
  description: 'The new absolute figures of a level, after `previousSequence`.',
  data: StockLevel.extend({ previousSequence: z.int().min(0) }),
  key: levelKey,
});

/** Lines of a till's sale are in the ledger. A sale whose lines post at different times gives several, disjoint. */
export const SaleRecorded = defineEvent({
  type: 'inventory.sale-recorded.v1',
  topic: 'inventory.sales.v1',
  description: 'Lines of a sale that were recorded, each exactly once.',
  data: Sale.omit({ lines: true }).extend({ lines: z.array(SaleLine) }),
  key: (sale) => sale.saleId,
});

const HeldLine = z.object({ sku: Identifier, locationId: Identifier, quantity: z.int() });

const ReservationFact = z.object({
  reservationId: Identifier,
  reference: Identifier,
  status: ReservationStatus,
  expiresAt: z.string(),
  /** The units that this event is about. */
  lines: z.array(HeldLine),
});

const reservationEvent = (fact: string, description: string) =>
  defineEvent({
    type: `inventory.reservation-${fact}.v1`,
    topic: 'inventory.reservations.v1',
    description,
    data: ReservationFact,
    key: (reservation) => reservation.reservationId,
  });

export const ReservationCreated = reservationEvent('created', 'Units are held.');
export const ReservationExtended = reservationEvent('extended', 'The hold lives longer.');
export const ReservationCommitted = reservationEvent(
  'committed',
  'The hold became a promise to a placed order.',
);
export const ReservationFulfilled = reservationEvent('fulfilled', 'Promised units left the location.');
export const ReservationReleased = reservationEvent('released', 'Held or promised units are free again.');
export const ReservationExpired = reservationEvent(
  'expired',
  'The hold outlived its time; its units are free again.',
);

/** A service asked for a reservation, or for a step of one, and did not get it. Nothing is held for that request. */
export const ReservationRefused = defineEvent({
  type: 'inventory.reservation-refused.v1',
  topic: 'inventory.reservations.v1',
  description: 'A requested reservation, or a step of one, was refused.',
  data: z.object({
    reservationId: Identifier,
    /** Of the request, not of the reservation. */
    reference: Identifier,
    request: z.enum(['reserve', 'commit', 'fulfill', 'release', 'stage']),
    /** A refusal's stable code, such as `insufficient_stock` or `reservation_expired`. */
    code: z.string(),
    /** Those that fell short; empty for other refusals. */
    lines: z.array(ShortLine),
  }),
  key: (refusal) => refusal.reservationId,
});

/** A location was created or replaced. Guard by `updatedAt`. */
export const LocationChanged = defineEvent({
  type: 'inventory.location-changed.v1',
  topic: 'inventory.locations.v1',
  description: 'A location as it is now.',
  data: Location.omit({ distanceKm: true }),
  key: (location) => location.locationId,
});

/** An item was created or replaced. Guard by `updatedAt`. */
export const ItemChanged = defineEvent({
  type: 'inventory.item-changed.v1',
  topic: 'inventory.items.v1',
  description: 'An item as it is now.',
  data: Item,
  key: (item) => item.sku,
});

/** Available fell to the item's threshold or below it. */
export const LowStock = defineEvent({
  type: 'inventory.low-stock.v1',
  topic: 'inventory.alerts.v1',
  description: 'Available fell from above the threshold to it or below.',
  data: z.object({
    sku: Identifier,
    locationId: Identifier,
    available: z.int(),
    threshold: z.int(),
    sequence: z.int(),
  }),
  key: levelKey,
});

/**
 * More is promised than is there: `shortage` = reserved + committed - (onHand - damaged - qualityControl).
 * `atRisk` lists reservations in the order in which they should give way until the shortage is covered.
 */
export const Oversold = defineEvent({
  type: 'inventory.oversold.v1',
  topic: 'inventory.alerts.v1',
  description: 'Tills, counts or damage took units that were promised.',
  data: z.object({
    sku: Identifier,
    locationId: Identifier,
    shortage: z.int().min(1),
    onHand: z.int(),
    reserved: z.int(),
    committed: z.int(),
    sequence: z.int(),
    atRisk: z.array(
      z.object({
        reservationId: Identifier,
        reference: Identifier,
        status: ReservationStatus,
        quantity: z.int(),
      }),
    ),
  }),
  key: levelKey,
});

/** Every event that the inventory service publishes. */
export const INVENTORY_EVENTS = [
  LevelChanged,
  SaleRecorded,
  ReservationCreated,
  ReservationExtended,
  ReservationCommitted,
  ReservationFulfilled,
  ReservationReleased,
  ReservationExpired,
  ReservationRefused,
  LocationChanged,
  ItemChanged,
  LowStock,
  Oversold,
] as const;
