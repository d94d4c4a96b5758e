import type { ServiceDefinition } from '#service';
import { ENTITIES } from './persistence/entities/index.js';
import { MIGRATIONS } from './persistence/migrations/index.js';
import { SCHEMA } from './persistence/schema.js';

/** The inventory service: the stock ledger, reservations, availability, and the intake of tills' sales. */
export const INVENTORY_SERVICE: ServiceDefinition = {
  name: SCHEMA,
  description:
    "One truthful stock figure per SKU and location. Quantities are integers in the item's base unit.",
  entities: ENTITIES,
  migrations: MIGRATIONS,
};
