import { StockLedger1763942400001 } from './1763942400001-stock-ledger.js';

export const MIGRATIONS = [StockLedger1763942400001];
