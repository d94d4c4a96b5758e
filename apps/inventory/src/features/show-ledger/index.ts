import { Ledger } from './ledger.js';
import { ShowLedgerController } from './show-ledger.controller.js';

export const showLedger = { controllers: [ShowLedgerController], providers: [Ledger] };
