import {
  auditMigration,
  idempotencyAnswersMigration,
  idempotencyMigration,
  messagingMigration,
} from '#service';
import { SCHEMA } from '../schema.js';
import { Notifications1764028800001 } from './1764028800001-notifications.js';
import { DeliveryStory1764720000001 } from './1764720000001-delivery-story.js';

export const MIGRATIONS = [
  Notifications1764028800001,
  messagingMigration(SCHEMA, 1764028800002),
  idempotencyMigration(SCHEMA, 1764028800003),
  idempotencyAnswersMigration(SCHEMA, 1764633600001),
  DeliveryStory1764720000001,
  auditMigration(SCHEMA, 1764806400001),
];
