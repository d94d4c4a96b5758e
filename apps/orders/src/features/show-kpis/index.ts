import { OrderKpisReader } from './order-kpis.js';
import { ShowKpisController } from './show-kpis.controller.js';

export const showKpis = { controllers: [ShowKpisController], providers: [OrderKpisReader] };
