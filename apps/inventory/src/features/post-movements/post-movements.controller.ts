import { MovementBatch, MovementBatchResult, MovementInput } from '#contracts';
import { Endpoint, ValidBody } from '#platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { PostMovements } from './post-movements.js';

@ApiTags('movements')
@Controller(`${PREFIX}/movements`)
export class PostMovementsController {
  constructor(private readonly movements: PostMovements) {}

  @Post()
  @HttpCode(200)
  @Endpoint({
    scope: 'stock:write',
    location: 'body.movements[].locationId',
    summary: 'Post movements to the stock ledger',
    description:
      'Up to 1,000, each judged by itself in the order given. `expectedSequence` is compare-and-set: the movement ' +
      'is refused as `sequence_mismatch` when the level has moved on.',
    body: z.object({ movements: z.array(MovementInput).min(1).max(1_000) }),
    responses: { 200: MovementBatchResult },
    problems: [{ status: 503, code: 'overloaded' }],
  })
  post(@ValidBody(MovementBatch) body: z.infer<typeof MovementBatch>): Promise<MovementBatchResult> {
    return this.movements.postAll(body.movements);
  }
}
