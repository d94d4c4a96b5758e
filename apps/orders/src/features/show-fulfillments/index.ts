import { Fulfillments } from './fulfillments.js';
import { ShowFulfillmentsController } from './show-fulfillments.controller.js';

export const showFulfillments = { controllers: [ShowFulfillmentsController], providers: [Fulfillments] };
