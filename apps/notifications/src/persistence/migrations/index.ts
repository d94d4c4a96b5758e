import { idempotencyAnswersMigration, idempotencyMigration, messagingMigration } from '#service';
import { SCHEMA } from '../schema.js';
import { Notifications1764028800001 } from './1764028800001-notifications.js';

export const MIGRATIONS = [
  Notifications1764028800001,
  messagingMigration(SCHEMA, 1764028800002),
  idempotencyMigration(SCHEMA, 1764028800003),
  idempotencyAnswersMigration(SCHEMA, 1764633600001),
];
