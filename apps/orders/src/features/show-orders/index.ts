import { Orders } from './orders.js';
import { ShowOrdersController } from './show-orders.controller.js';

export const showOrders = { controllers: [ShowOrdersController], providers: [Orders] };
