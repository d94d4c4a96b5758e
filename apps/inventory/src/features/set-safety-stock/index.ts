import { SetSafetyStockController } from './set-safety-stock.controller.js';

export const setSafetyStock = { controllers: [SetSafetyStockController], providers: [] };
