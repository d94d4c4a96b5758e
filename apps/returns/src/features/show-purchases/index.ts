import { ShowPurchasesController } from './show-purchases.controller.js';

export const showPurchases = { controllers: [ShowPurchasesController], providers: [] };
