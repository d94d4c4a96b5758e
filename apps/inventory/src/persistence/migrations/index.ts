import { idempotencyMigration, messagingMigration } from '#service';
import { SCHEMA } from '../schema.js';
import { StockLedger1763942400001 } from './1763942400001-stock-ledger.js';

export const MIGRATIONS = [
  StockLedger1763942400001,
  messagingMigration(SCHEMA, 1763942400002),
  idempotencyMigration(SCHEMA, 1763942400003),
];
