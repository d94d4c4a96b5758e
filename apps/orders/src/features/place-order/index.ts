import { PlaceOrderController } from './place-order.controller.js';
import { PlaceOrders } from './place-orders.js';

export const placeOrder = { controllers: [PlaceOrderController], providers: [PlaceOrders] };
