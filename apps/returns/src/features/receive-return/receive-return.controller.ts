import { Identifier, ReceiveInput, Return } from '#contracts';
import {
  Endpoint,
  type IdempotencyContext,
  Idempotent,
  type Replayable,
  ValidBody,
  ValidParams,
} from '#platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { valueOrProblem } from '../value-or-problem.js';
import { ReceiveReturn } from './receive-return.js';

const Params = z.object({ returnId: Identifier });
type Params = z.infer<typeof Params>;

@ApiTags('returns')
@Controller(`${PREFIX}/returns`)
export class ReceiveReturnController {
  constructor(private readonly returns: ReceiveReturn) {}

  @Post(':returnId/receive')
  @HttpCode(200)
  @Endpoint({
    scope: 'returns:write',
    location: 'body.locationId',
    summary: 'Take in units that came back, each with its condition and what becomes of it',
    description:
      'At any location that takes returns, in as many parts as they come; give an Idempotency-Key. A line may stand ' +
      'several times, with different conditions. `return_to_warehouse` sends units on to `warehouseId`, or to the ' +
      'nearest warehouse. With the last unit the refund is asked for.',
    params: Params,
    body: ReceiveInput,
    responses: { 200: Return },
    problems: [
      { status: 404, code: 'return_not_found' },
      { status: 409, code: 'unknown_location' },
      { status: 409, code: 'location_takes_no_returns' },
      { status: 409, code: 'unknown_line' },
      { status: 409, code: 'quantity_exceeds_authorized' },
      { status: 409, code: 'quantity_exceeds_sold' },
      { status: 409, code: 'return_closed' },
      { status: 409, code: 'no_warehouse' },
      { status: 422, code: 'idempotency_key_reused' },
    ],
    idempotency: 'transactional',
  })
  async receive(
    @ValidParams(Params) { returnId }: Params,
    @ValidBody(ReceiveInput) input: ReceiveInput,
    @Idempotent() key: IdempotencyContext | undefined,
  ): Promise<Replayable<Return>> {
    return valueOrProblem(await this.returns.receive(returnId, input, key));
  }
}
