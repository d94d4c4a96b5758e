import { ShowThroughputController } from './show-throughput.controller.js';

export const showThroughput = { controllers: [ShowThroughputController], providers: [] };
