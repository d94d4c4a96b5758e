import { RecordSalesController } from './record-sales.controller.js';
import { RecordSales } from './record-sales.js';

export const recordSales = { controllers: [RecordSalesController], providers: [RecordSales] };
