import { PendingSalesController } from './pending-sales.controller.js';
import { PendingSales } from './pending-sales.js';
import { SettlePendingSales } from './settle-pending-sales.js';

export const settlePendingSales = {
  controllers: [PendingSalesController],
  providers: [PendingSales, SettlePendingSales],
};
