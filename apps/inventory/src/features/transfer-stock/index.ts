import { TransferStockController } from './transfer-stock.controller.js';
import { PlanTransfers } from './plan-transfers.js';

export const transferStock = { controllers: [TransferStockController], providers: [PlanTransfers] };
