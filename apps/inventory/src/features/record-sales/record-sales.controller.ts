import { Sale, SaleBatch, SaleBatchResult } from '#contracts';
import { Endpoint, ValidBody } from '#platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { RecordSales } from './record-sales.js';

@ApiTags('sales')
@Controller(`${PREFIX}/sales`)
export class RecordSalesController {
  constructor(private readonly sales: RecordSales) {}

  @Post()
  @HttpCode(200)
  @Endpoint({
    scope: 'sales:write',
    location: 'body.sales[].locationId',
    audit: 'counted',
    summary: 'Record what tills sold; answers once it is committed',
    description:
      'Up to 1,000 sales, each judged by itself. A known line is a duplicate, so sending a file again is safe. ' +
      'A line whose SKU or location is unknown waits and posts by itself once that exists.',
    body: z.object({ sales: z.array(Sale).min(1).max(1_000) }),
    responses: { 200: SaleBatchResult },
    problems: [{ status: 503, code: 'overloaded' }],
  })
  post(@ValidBody(SaleBatch) body: z.infer<typeof SaleBatch>): Promise<SaleBatchResult> {
    return this.sales.recordAll(body.sales);
  }
}
