import { StockLedger1763942400001 } from './1763942400001-stock-ledger.js';
import { Messaging1763942400002 } from './1763942400002-messaging.js';
import { Idempotency1763942400003 } from './1763942400003-idempotency.js';

export const MIGRATIONS = [StockLedger1763942400001, Messaging1763942400002, Idempotency1763942400003];
