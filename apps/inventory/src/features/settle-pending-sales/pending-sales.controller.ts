import { PendingSalePage, PendingSaleQuery } from '#contracts';
import { Endpoint, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ELSEWHERE, requireHere } from '../../cells/require-here.js';
import { Cells } from '../../domain/cells.js';
import { PREFIX } from '../prefix.js';
import { PendingSales } from './pending-sales.js';

@ApiTags('sales')
@Controller(`${PREFIX}/sales/pending`)
export class PendingSalesController {
  constructor(
    private readonly pendingSales: PendingSales,
    private readonly cells: Cells,
  ) {}

  @Get()
  @Endpoint({
    scope: 'sales:read',
    location: 'query.locationId',
    summary: 'Sale lines that wait for their item or location',
    description: 'Each posts by itself once what it waits for exists. Nothing needs to be sent again.',
    query: PendingSaleQuery,
    responses: { 200: PendingSalePage },
    problems: [{ status: 400, code: 'invalid_cursor' }, ELSEWHERE[0]],
  })
  list(@ValidQuery(PendingSaleQuery) query: PendingSaleQuery): Promise<PendingSalePage> {
    if (query.locationId !== undefined) requireHere(this.cells, [query.locationId]);
    return this.pendingSales.page(query);
  }
}
