import { Identifier, LevelSettings, StockLevel } from '#contracts';
import { Endpoint, ProblemException, ValidBody, ValidParams, uuidv7 } from '#platform';
import { Controller, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { StockBatcher } from '../../batching/stock-batcher.js';
import { ELSEWHERE, requireHere } from '../../cells/require-here.js';
import { Cells } from '../../domain/cells.js';
import { PREFIX } from '../prefix.js';
import { Levels } from '../show-levels/levels.js';

const LevelPath = z.object({ locationId: Identifier, sku: Identifier });

@ApiTags('levels')
@Controller(`${PREFIX}/levels`)
export class SetSafetyStockController {
  constructor(
    private readonly batcher: StockBatcher,
    private readonly levels: Levels,
    private readonly cells: Cells,
  ) {}

  @Put(':locationId/:sku')
  @Endpoint({
    scope: 'stock:write',
    location: 'params.locationId',
    summary: 'Keep units of one level back from online promises',
    description:
      "Takes precedence over the location's own safety stock; null takes that one again. A level that is not " +
      'there yet is created at zero. Answers the level.',
    params: LevelPath,
    body: LevelSettings,
    responses: { 200: StockLevel },
    problems: [{ status: 404, code: 'unknown_location' }, { status: 404, code: 'unknown_sku' }, ELSEWHERE[0]],
  })
  async put(
    @ValidParams(LevelPath) level: z.infer<typeof LevelPath>,
    @ValidBody(LevelSettings) { safetyStock }: LevelSettings,
  ): Promise<StockLevel> {
    requireHere(this.cells, [level.locationId]);
    const outcome = await this.batcher.submit({
      type: 'set_safety_stock',
      commandId: uuidv7(),
      ...level,
      safetyStock,
    });
    if (!outcome.ok) throw new ProblemException({ ...outcome.refusal, status: 404 });
    const now = await this.levels.one(level);
    if (now === undefined) throw new Error('A level whose safety stock was set is not there');
    return now;
  }
}
