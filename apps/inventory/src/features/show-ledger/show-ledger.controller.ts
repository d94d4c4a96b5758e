import { MovementPage, MovementQuery } from '#contracts';
import { Endpoint, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ELSEWHERE, requireHere } from '../../cells/require-here.js';
import { Cells } from '../../domain/cells.js';
import { PREFIX } from '../prefix.js';
import { Ledger } from './ledger.js';

@ApiTags('movements')
@Controller(`${PREFIX}/movements`)
export class ShowLedgerController {
  constructor(
    private readonly ledger: Ledger,
    private readonly cells: Cells,
  ) {}

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
    problems: [{ status: 400, code: 'invalid_cursor' }, ...ELSEWHERE],
  })
  list(@ValidQuery(MovementQuery) query: MovementQuery): Promise<MovementPage> {
    requireHere(this.cells, query.locationId);
    return this.ledger.page(query);
  }
}
