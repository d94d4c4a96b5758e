import { ShowOversoldController } from './show-oversold.controller.js';

export const showOversold = { controllers: [ShowOversoldController], providers: [] };
