import { ShowReturnsController } from './show-returns.controller.js';

export const showReturns = { controllers: [ShowReturnsController], providers: [] };
