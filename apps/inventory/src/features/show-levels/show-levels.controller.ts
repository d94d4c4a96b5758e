import { LevelPage, LevelQuery } from '#contracts';
import { Endpoint, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ELSEWHERE, requireHere } from '../../cells/require-here.js';
import { Cells } from '../../domain/cells.js';
import { PREFIX } from '../prefix.js';
import { Levels } from './levels.js';

@ApiTags('levels')
@Controller(`${PREFIX}/levels`)
export class ShowLevelsController {
  constructor(
    private readonly levels: Levels,
    private readonly cells: Cells,
  ) {}

  @Get()
  @Endpoint({
    scope: 'stock:read',
    location: 'query.locationId[]',
    summary: 'The stock levels of SKUs and locations',
    description: 'Ordered by location and SKU. Both filters can be repeated; what is left out matches all.',
    query: LevelQuery,
    responses: { 200: LevelPage },
    problems: [{ status: 400, code: 'invalid_cursor' }, ...ELSEWHERE],
  })
  list(@ValidQuery(LevelQuery) query: LevelQuery): Promise<LevelPage> {
    requireHere(this.cells, query.locationId);
    return this.levels.page(query);
  }
}
