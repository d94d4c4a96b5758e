import { FindTransfer } from './find-transfer.js';
import { TransferStockController } from './transfer-stock.controller.js';

export const transferStock = { controllers: [TransferStockController], providers: [FindTransfer] };
