import { KeepStockAlertsController } from './keep-stock-alerts.controller.js';
import { StockAlerts } from './stock-alerts.js';

export const keepStockAlerts = { controllers: [KeepStockAlertsController], providers: [StockAlerts] };
