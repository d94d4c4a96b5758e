import { SendDeliveries } from './send-deliveries.js';

export const sendDeliveries = { controllers: [], providers: [SendDeliveries] };
