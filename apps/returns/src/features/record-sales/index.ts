import { RecordSales } from './record-sales.js';

export const recordSales = { controllers: [], providers: [RecordSales] };
