import { Identifier, Return, ReturnCancelInput } from '#contracts';
import { Endpoint, ValidBody, ValidParams } from '#platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { valueOrProblem } from '../value-or-problem.js';
import { EndReturn } from './end-return.js';

const Params = z.object({ returnId: Identifier });
type Params = z.infer<typeof Params>;

@ApiTags('returns')
@Controller(`${PREFIX}/returns`)
export class EndReturnController {
  constructor(private readonly returns: EndReturn) {}

  @Post(':returnId/cancel')
  @HttpCode(200)
  @Endpoint({
    scope: 'returns:write',
    location: 'any',
    summary: 'Call a return off, wholly or from now on; units that were received are paid back',
    description: 'Without a body it is cancelled. A return that was called off already stays as it is.',
    params: Params,
    body: ReturnCancelInput,
    responses: { 200: Return },
    problems: [
      { status: 404, code: 'return_not_found' },
      { status: 409, code: 'return_closed' },
    ],
  })
  async cancel(
    @ValidParams(Params) { returnId }: Params,
    @ValidBody(ReturnCancelInput.optional()) input: ReturnCancelInput | undefined,
  ): Promise<Return> {
    return valueOrProblem(await this.returns.end(returnId, input?.reason ?? 'cancelled'));
  }
}
