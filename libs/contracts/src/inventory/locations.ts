import { z } from 'zod';
import { Identifier, Near, NonNegativeQuantity, PageQuery, Text, TimeZone, pageOf } from '../primitives.js';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day such as "09:30"');
const Opening = z
  .object({ opens: Clock, closes: Clock })
  .refine((o) => o.opens < o.closes, 'must open before it closes; split a night over two days');

/** Opening hours per weekday, in the location's own time zone. A day left out is closed. */
export const OpeningHours = z.object({
  monday: z.array(Opening).optional(),
  tuesday: z.array(Opening).optional(),
  wednesday: z.array(Opening).optional(),
  thursday: z.array(Opening).optional(),
  friday: z.array(Opening).optional(),
  saturday: z.array(Opening).optional(),
  sunday: z.array(Opening).optional(),
});
export type OpeningHours = z.infer<typeof OpeningHours>;

/** What a location can do for an online order. */
export const Capability = z.enum(['pickup', 'ship', 'returns']);

/** Body of `PUT /locations/{locationId}`: the whole location, replaced. */
export const LocationInput = z
  .object({
    name: Text.min(1).max(200),
    kind: z.enum(['store', 'warehouse']),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    timeZone: TimeZone.default('UTC'),
    address: Text.max(500).optional(),
    capabilities: z.array(Capability).max(3).default(['pickup', 'ship', 'returns']),
    safetyStock: NonNegativeQuantity.default(0),
    dailyOrderCapacity: z.int().min(0).max(1_000_000).optional(),
    openingHours: OpeningHours.optional(),
    /** How likely its stock is to be marked down soon, 0 to 1: sourcing prefers to sell from there. */
    markdownRisk: z.number().min(0).max(1).optional(),
    /** What preparing one parcel costs there, in the retailer's own currency: sourcing prefers the cheaper. */
    handlingCost: z.number().min(0).max(1_000_000).optional(),
  })
  .refine((l) => (l.latitude === undefined) === (l.longitude === undefined), {
    path: ['latitude'],
    error: 'latitude and longitude come together: give both, or neither',
  })
  .meta({ id: 'LocationInput' });
export type LocationInput = z.infer<typeof LocationInput>;

/** A location as the API shows it. `distanceKm` (great circle) is there when `near` was asked. */
export const Location = z
  .object({
    locationId: Identifier,
    name: z.string(),
    kind: z.enum(['store', 'warehouse']),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    timeZone: z.string(),
    address: z.string().nullable(),
    capabilities: z.array(Capability),
    safetyStock: z.int(),
    dailyOrderCapacity: z.int().nullable(),
    openingHours: OpeningHours.nullable(),
    markdownRisk: z.number().nullable(),
    handlingCost: z.number().nullable(),
    distanceKm: z.number().optional(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Location' });
export type Location = z.infer<typeof Location>;
export const LocationPage = pageOf(Location);
export type LocationPage = z.infer<typeof LocationPage>;

/** Query of `GET /locations`. With `near`, nearest first, and only locations that have coordinates. */
export const LocationQuery = PageQuery.extend({
  near: Near.optional(),
  radiusKm: z.coerce.number().positive().max(20_040).optional(),
});
export type LocationQuery = z.infer<typeof LocationQuery>;
