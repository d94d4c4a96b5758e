import { PeriodQuery, ReturnKpis } from '#contracts';
import { Endpoint, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PREFIX } from '../prefix.js';
import { ReturnKpisReader } from './return-kpis.js';

@ApiTags('operations')
@Controller(`${PREFIX}/kpis`)
export class ShowKpisController {
  constructor(private readonly kpis: ReturnKpisReader) {}

  @Get()
  @Endpoint({
    scope: 'operations:read',
    summary: 'How much of what was sold in a period has come back, and why',
    description:
      'Of what customers took with them or were sent from `from` up to `to`, by stores and by the web; of the last seven ' +
      'days without them, of 92 days at most.',
    query: PeriodQuery,
    responses: { 200: ReturnKpis },
  })
  show(@ValidQuery(PeriodQuery) query: PeriodQuery): Promise<ReturnKpis> {
    return this.kpis.of(query, Date.now());
  }
}
