import { CancelOrderController } from './cancel-order.controller.js';

export const cancelOrder = { controllers: [CancelOrderController], providers: [] };
