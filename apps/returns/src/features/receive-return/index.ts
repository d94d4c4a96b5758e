import { ReceiveReturn } from './receive-return.js';
import { ReceiveReturnController } from './receive-return.controller.js';

export const receiveReturn = { controllers: [ReceiveReturnController], providers: [ReceiveReturn] };
