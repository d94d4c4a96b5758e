import type { ServiceDefinition } from '#service';
import { ENTITIES } from './persistence/entities/index.js';
import { MIGRATIONS } from './persistence/migrations/index.js';
import { SCHEMA } from './persistence/schema.js';

/** The notifications service: who may be told of what, and the telling. */
export const NOTIFICATIONS_SERVICE: ServiceDefinition = {
  name: SCHEMA,
  description:
    'Tells customers and stores what happened, by mail and text message, and other systems by signed webhooks. ' +
    'It alone knows how a customer can be reached.',
  entities: ENTITIES,
  migrations: MIGRATIONS,
};
