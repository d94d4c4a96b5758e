import { ReserveStockController } from './reserve-stock.controller.js';
import { FindReservation } from './find-reservation.js';

export const reserveStock = { controllers: [ReserveStockController], providers: [FindReservation] };
