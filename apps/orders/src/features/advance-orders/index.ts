import { AdvanceOrders } from './advance-orders.js';

export const advanceOrders = { controllers: [], providers: [AdvanceOrders] };
