import { Identifier, Refund, RefundPage, RefundQuery, RefundSettlement } from '#contracts';
import { Endpoint, ProblemException, ValidBody, ValidParams, ValidQuery } from '#platform';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { valueOrProblem } from '../value-or-problem.js';
import { RefundList } from './refund-list.js';
import { SettleRefund } from './settle-refund.js';

const Params = z.object({ refundId: Identifier });
type Params = z.infer<typeof Params>;

@ApiTags('refunds')
@Controller(`${PREFIX}/refunds`)
export class RefundsController {
  constructor(
    private readonly refunds: SettleRefund,
    private readonly list: RefundList,
  ) {}

  @Get()
  @Endpoint({
    scope: 'refunds:read',
    summary: 'Refunds and store credits, oldest first',
    description:
      '`status=requested` lists those that the payment system has not answered, with how often it was asked.',
    query: RefundQuery,
    responses: { 200: RefundPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  page(@ValidQuery(RefundQuery) query: RefundQuery): Promise<RefundPage> {
    return this.list.page(query);
  }

  @Post(':refundId/settle')
  @HttpCode(200)
  @Endpoint({
    scope: 'refunds:write',
    summary: 'Say that a refund has been paid, for payment systems without Kafka',
    description: 'The same as a message on `payments.refund-settled.v1`. Said twice, it has one effect.',
    params: Params,
    body: RefundSettlement,
    responses: { 200: Refund },
    problems: [
      { status: 404, code: 'refund_not_found' },
      { status: 409, code: 'refund_amount_differs' },
    ],
  })
  async settle(
    @ValidParams(Params) { refundId }: Params,
    @ValidBody(RefundSettlement) settlement: RefundSettlement,
  ): Promise<Refund> {
    if (settlement.refundId !== refundId) {
      const message = 'must be the refund of the path';
      const detail = `Correct "refundId" in the body and send the request again: it ${message}.`;
      const errors = [{ path: 'refundId', message }];
      throw new ProblemException({ status: 400, code: 'invalid_request', detail, errors });
    }
    valueOrProblem(await this.refunds.settle(settlement));
    return (await this.list.find(refundId))!;
  }
}
