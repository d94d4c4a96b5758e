import {
  auditMigration,
  idempotencyAnswersMigration,
  idempotencyMigration,
  messagingMigration,
} from '#service';
import { SCHEMA } from '../schema.js';
import { Figures1764720000001 } from './1764720000001-figures.js';
import { Returns1763942500001 } from './1763942500001-returns.js';
import { PurchasesByCustomer1764633600010 } from './1764633600010-purchases-by-customer.js';

export const MIGRATIONS = [
  Returns1763942500001,
  messagingMigration(SCHEMA, 1763942500002),
  idempotencyMigration(SCHEMA, 1763942500003),
  idempotencyAnswersMigration(SCHEMA, 1764633600001),
  PurchasesByCustomer1764633600010,
  Figures1764720000001,
  auditMigration(SCHEMA, 1764806400001),
];
