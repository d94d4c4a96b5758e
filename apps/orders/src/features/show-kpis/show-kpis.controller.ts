import { OrderKpis, PeriodQuery } from '#contracts';
import { Endpoint, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PREFIX } from '../prefix.js';
import { OrderKpisReader } from './order-kpis.js';

@ApiTags('operations')
@Controller(`${PREFIX}/kpis`)
export class ShowKpisController {
  constructor(private readonly kpis: OrderKpisReader) {}

  @Get()
  @Endpoint({
    scope: 'operations:read',
    summary:
      'What became of the orders of a period: fill rate, rejections by location, lead times, cancellations',
    description:
      'Of the orders that were placed from `from` up to `to`; of the last seven days without them, of 92 days at most. ' +
      'So the figures of a recent period still change: its orders are still under way.',
    query: PeriodQuery,
    responses: { 200: OrderKpis },
  })
  show(@ValidQuery(PeriodQuery) query: PeriodQuery): Promise<OrderKpis> {
    return this.kpis.of(query, Date.now());
  }
}
