import { ShowReturnableController } from './show-returnable.controller.js';

export const showReturnable = { controllers: [ShowReturnableController], providers: [] };
