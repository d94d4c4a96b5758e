import type { ServiceDefinition } from '#service';
import { ENTITIES } from './persistence/entities/index.js';
import { MIGRATIONS } from './persistence/migrations/index.js';
import { SCHEMA } from './persistence/schema.js';

/** The orders service: sourcing, the way of an order to its customer, and the stores' work lists. */
export const ORDERS_SERVICE: ServiceDefinition = {
  name: SCHEMA,
  description:
    'Orders to collect and to ship: where their units come from and why, and every step until the customer has them.',
  entities: ENTITIES,
  migrations: MIGRATIONS,
};
