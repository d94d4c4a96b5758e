import { KeepWebhooksController } from './keep-webhooks.controller.js';
import { Webhooks } from './webhooks.js';

export const keepWebhooks = { controllers: [KeepWebhooksController], providers: [Webhooks] };
