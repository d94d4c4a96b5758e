import { MovementPage, MovementQuery } from '#contracts';
import { Endpoint, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PREFIX } from '../prefix.js';
import { Ledger } from './ledger.js';

@ApiTags('movements')
@Controller(`${PREFIX}/movements`)
export class ShowLedgerController {
  constructor(private readonly ledger: Ledger) {}

  @Get()
  @Endpoint({
    scope: 'stock:read',
    location: 'query.locationId[]',
    summary: 'The stock ledger, newest first',
    description:
      'What changed and the figures after it. Of one SKU at one location in the order of its sequence, otherwise by ' +
      'the time of recording. Both filters can be repeated; what is left out matches all.',
    query: MovementQuery,
    responses: { 200: MovementPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(MovementQuery) query: MovementQuery): Promise<MovementPage> {
    return this.ledger.page(query);
  }
}
