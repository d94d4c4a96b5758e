import { ReturnKpisReader } from './return-kpis.js';
import { ShowKpisController } from './show-kpis.controller.js';

export const showKpis = { controllers: [ShowKpisController], providers: [ReturnKpisReader] };
