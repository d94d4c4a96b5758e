import { ForgetDeliveries } from './forget-deliveries.js';

export const forgetDeliveries = { controllers: [], providers: [ForgetDeliveries] };
