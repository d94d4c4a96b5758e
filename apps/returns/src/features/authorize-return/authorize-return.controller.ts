import { ReturnInput, ReturnReceipt } from '#contracts';
import { Endpoint, ValidBody } from '#platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PREFIX } from '../prefix.js';
import { valueOrProblem } from '../value-or-problem.js';
import { AuthorizeReturn } from './authorize-return.js';

@ApiTags('returns')
@Controller(`${PREFIX}/returns`)
export class AuthorizeReturnController {
  constructor(private readonly returns: AuthorizeReturn) {}

  @Post()
  @HttpCode(201)
  @Endpoint({
    scope: 'returns:write',
    location: 'any',
    summary: 'Authorise a return of an order or of a receipt, to any store or by mail',
    description:
      'All lines or none. The units are held for this return until they are received, or it is cancelled or lapses. ' +
      'The same `returnId` with the same content gives the same answer. With `exchange`, the order that replaces the ' +
      'goods is placed at once, and prepared when they are back.',
    body: ReturnInput,
    responses: { 201: ReturnReceipt },
    problems: [
      { status: 404, code: 'order_not_found' },
      { status: 404, code: 'sale_not_found' },
      { status: 409, code: 'sale_ambiguous' },
      { status: 409, code: 'return_id_reused' },
      { status: 409, code: 'unknown_line' },
      { status: 409, code: 'not_returnable' },
      { status: 409, code: 'outside_return_window' },
      { status: 409, code: 'quantity_exceeds_sold' },
      { status: 409, code: 'ship_to_required' },
    ],
  })
  async authorize(@ValidBody(ReturnInput) input: ReturnInput): Promise<ReturnReceipt> {
    return valueOrProblem(await this.returns.authorize(input));
  }
}
