import { Returnable, ReturnableQuery } from '#contracts';
import { Clock, Endpoint, ProblemException, ValidQuery } from '#platform';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ReturnsSettings } from '../../config.js';
import { returnableOf } from '../../domain/purchase.js';
import { SCHEMA } from '../../persistence/schema.js';
import { findPurchase } from '../find-purchase.js';
import { PREFIX } from '../prefix.js';
import { SETTINGS } from '../settings.js';
import { readTerms } from '../terms.js';
import { valueOrProblem } from '../value-or-problem.js';

@ApiTags('returns')
@Controller(`${PREFIX}/returnable`)
export class ShowReturnableController {
  constructor(
    @InjectDataSource(SCHEMA) private readonly dataSource: DataSource,
    @Inject(SETTINGS) private readonly settings: ReturnsSettings,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Endpoint({
    scope: 'returns:read',
    location: 'any',
    summary: 'What can still come back of an order or a receipt, until when, and why a line cannot',
    description:
      'Give `orderId`, or `saleId` with `locationId` where several locations have a receipt of that number.',
    query: ReturnableQuery,
    responses: { 200: Returnable },
    problems: [
      { status: 404, code: 'order_not_found' },
      { status: 404, code: 'sale_not_found' },
      { status: 409, code: 'sale_ambiguous' },
    ],
  })
  async show(@ValidQuery(ReturnableQuery) query: ReturnableQuery): Promise<Returnable> {
    if ((query.orderId === undefined) === (query.saleId === undefined)) {
      const message = 'give an orderId or a saleId, and not both';
      const detail = `Correct the query and send the request again: ${message}.`;
      const errors = [{ path: 'orderId', message }];
      throw new ProblemException({ status: 400, code: 'invalid_request', detail, errors });
    }
    const purchase = valueOrProblem(await findPurchase(this.dataSource, query));
    const { nameOf, termsOf } = await readTerms(this.dataSource, purchase, this.settings.returnWindowDays);
    const now = this.clock.now();
    return {
      orderId: purchase.orderId,
      saleId: purchase.saleId,
      locationId: purchase.locationId,
      customerId: purchase.customerId,
      currency: purchase.currency,
      lines: purchase.lines.map((line) => {
        const { quantity, until, reason, detail } = returnableOf(line, termsOf(line.sku), now);
        return {
          lineId: line.lineId,
          sku: line.sku,
          name: nameOf(line.sku),
          sold: line.sold,
          returned: line.received + line.tillReturned,
          authorized: line.authorized,
          returnable: quantity,
          unitPrice: line.unitPrice,
          returnableUntil: until?.toISOString() ?? null,
          reason,
          detail,
        };
      }),
    };
  }
}
