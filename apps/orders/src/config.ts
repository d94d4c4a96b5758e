import { ServiceConfig } from '#service';
import { z } from 'zod';
import { FACTORS } from './domain/sourcing/factors.js';
import { DEFAULT_SETTINGS, type SourcingSettings } from './domain/sourcing/settings.js';
import { ProcessEnvironment, type ProcessSettings, processSettings } from './process/environment.js';

/** How the service runs; tests give times of their own. */
export interface OrdersSettings extends ProcessSettings {
  readonly sourcing: SourcingSettings;
}

const NAMES: readonly string[] = FACTORS.map((factor) => factor.name);
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const parts = (text: string): string[] => text.split(',').map((part) => part.trim());

/** "distance=3, parcels=4": those that are not named keep their weight. */
const Weights = z
  .string()
  .refine(
    (text) =>
      parts(text).every((part) => {
        const [name, weight, ...more] = part.split('=');
        return NAMES.includes(name ?? '') && /^\d{1,3}(\.\d{1,3})?$/.test(weight ?? '') && more.length === 0;
      }),
    `must be weights such as "distance=3,parcels=4", of ${NAMES.join(', ')}`,
  )
  .transform((text) => ({
    ...DEFAULT_SETTINGS.weights,
    ...Object.fromEntries(
      parts(text)
        .map((part) => part.split('='))
        .map(([name, weight]) => [name, Number(weight)]),
    ),
  }))
  .default(DEFAULT_SETTINGS.weights);

const kilometres = z.coerce.number().positive().max(20_040);

/** The settings as the environment gives them; docs/sourcing.md says what they mean. */
export const OrdersEnvironment = ProcessEnvironment.extend({
  SOURCING_WEIGHTS: Weights,
  SOURCING_DISTANCE_HALF_KM: kilometres.default(DEFAULT_SETTINGS.distanceHalfKm),
  SOURCING_OPENING_HALF_HOURS: z.coerce
    .number()
    .positive()
    .max(1_000)
    .default(DEFAULT_SETTINGS.openingHalfHours),
  SOURCING_COST_HALF: z.coerce.number().positive().max(1_000_000).default(DEFAULT_SETTINGS.costHalf),
  SOURCING_MAX_SHIP_KM: kilometres.optional(),
  SOURCING_MAX_PICKUP_KM: kilometres.optional(),
  PICKUP_MINUTES: z.coerce.number().int().min(0).max(10_080).default(DEFAULT_SETTINGS.pickupMinutes),
  SHIP_MINUTES: z.coerce.number().int().min(0).max(10_080).default(DEFAULT_SETTINGS.shipMinutes),
  CARRIER_COMES: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "16:00"')
    .default(DEFAULT_SETTINGS.carrierComes),
  CARRIER_DAYS: z
    .string()
    .transform((text) => parts(text).map((day) => DAYS.indexOf(day.toLowerCase()) + 1))
    .refine((days) => days.every((day) => day > 0), 'must be days such as "mon,tue,wed,thu,fri"')
    .default([...DEFAULT_SETTINGS.carrierDays]),
  STORE_TRANSIT_HOURS: z.coerce.number().min(0).max(1_000).default(DEFAULT_SETTINGS.storeTransitHours),
});

/** What the service reads when it runs as a process of its own. */
export const OrdersConfig = ServiceConfig.extend(OrdersEnvironment.shape);
export type OrdersConfig = z.infer<typeof OrdersConfig>;

export const ordersSettings = (env: z.infer<typeof OrdersEnvironment>): OrdersSettings => ({
  ...processSettings(env),
  sourcing: {
    weights: env.SOURCING_WEIGHTS,
    distanceHalfKm: env.SOURCING_DISTANCE_HALF_KM,
    openingHalfHours: env.SOURCING_OPENING_HALF_HOURS,
    costHalf: env.SOURCING_COST_HALF,
    maxShipKm: env.SOURCING_MAX_SHIP_KM ?? null,
    maxPickupKm: env.SOURCING_MAX_PICKUP_KM ?? null,
    pickupMinutes: env.PICKUP_MINUTES,
    shipMinutes: env.SHIP_MINUTES,
    carrierComes: env.CARRIER_COMES,
    carrierDays: env.CARRIER_DAYS,
    storeTransitHours: env.STORE_TRANSIT_HOURS,
  },
});
