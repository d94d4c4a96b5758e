import type { ServiceDefinition } from '#service';
import { ENTITIES } from './persistence/entities/index.js';
import { MIGRATIONS } from './persistence/migrations/index.js';
import { SCHEMA } from './persistence/schema.js';

/** The returns service: what may come back, receiving and inspection, refunds, exchanges and store credit. */
export const RETURNS_SERVICE: ServiceDefinition = {
  name: SCHEMA,
  description:
    'What was sold on the web or at a till comes back to any store or by mail, once. Money is a decimal as text.',
  entities: ENTITIES,
  migrations: MIGRATIONS,
};
