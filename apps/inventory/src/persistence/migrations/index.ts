import {
  auditMigration,
  idempotencyAnswersMigration,
  idempotencyMigration,
  messagingMigration,
} from '#service';
import { SCHEMA } from '../schema.js';
import { StockLedger1763942400001 } from './1763942400001-stock-ledger.js';
import { Requests1764547200001 } from './1764547200001-requests.js';
import { ToldShortage1764720000001 } from './1764720000001-told-shortage.js';

export const MIGRATIONS = [
  StockLedger1763942400001,
  messagingMigration(SCHEMA, 1763942400002),
  idempotencyMigration(SCHEMA, 1763942400003),
  Requests1764547200001,
  idempotencyAnswersMigration(SCHEMA, 1764633600001),
  ToldShortage1764720000001,
  auditMigration(SCHEMA, 1764806400001),
];
