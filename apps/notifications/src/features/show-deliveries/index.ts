import { Deliveries } from './deliveries.js';
import { ShowDeliveriesController } from './show-deliveries.controller.js';

export const showDeliveries = { controllers: [ShowDeliveriesController], providers: [Deliveries] };
