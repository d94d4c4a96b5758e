import { CountStockController } from './count-stock.controller.js';

export const countStock = { controllers: [CountStockController], providers: [] };
