import { NewsDesk } from './news-desk.js';
import { StreamOrdersController } from './stream-orders.controller.js';

export const streamOrders = { controllers: [StreamOrdersController], providers: [NewsDesk] };
