import {
  auditMigration,
  idempotencyAnswersMigration,
  idempotencyMigration,
  messagingMigration,
} from '#service';
import { SCHEMA } from '../schema.js';
import { Network1764028800001 } from './1764028800001-network.js';
import { OrderProcess1764028800010 } from './1764028800010-order-process.js';

export const MIGRATIONS = [
  Network1764028800001,
  messagingMigration(SCHEMA, 1764028800002),
  idempotencyMigration(SCHEMA, 1764028800003),
  OrderProcess1764028800010,
  idempotencyAnswersMigration(SCHEMA, 1764633600001),
  auditMigration(SCHEMA, 1764806400001),
];
