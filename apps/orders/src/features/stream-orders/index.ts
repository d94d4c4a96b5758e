import { NewsDesk } from '#platform';
import { StreamOrdersController } from './stream-orders.controller.js';

export const streamOrders = { controllers: [StreamOrdersController], providers: [NewsDesk] };
