import { CapacityTaken } from './capacity-taken.js';
import { OrderDesk } from './order-desk.js';
import { OrderMetrics } from './order-metrics.js';
import { RunCommand } from './run-command.js';
import { CAPACITY_USE } from '../network/capacity-use.js';

/** What every use case of the order process shares. */
export const orderProcess = {
  providers: [OrderDesk, OrderMetrics, RunCommand, { provide: CAPACITY_USE, useClass: CapacityTaken }],
};
