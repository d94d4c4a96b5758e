import { Fulfillment, FulfillmentPage, FulfillmentQuery, Identifier } from '#contracts';
import { Endpoint, ValidParams, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { Fulfillments } from './fulfillments.js';

const Params = z.object({ fulfillmentId: Identifier });
type Params = z.infer<typeof Params>;

@ApiTags('fulfillments')
@Controller(`${PREFIX}/fulfillments`)
export class ShowFulfillmentsController {
  constructor(private readonly fulfillments: Fulfillments) {}

  @Get()
  @Endpoint({
    scope: 'fulfillments:read',
    location: 'query.locationId',
    summary: "A store's work list",
    description:
      'Oldest promise first. `locationId` also finds parcels that are on their way to that store to be collected there. ' +
      'Orders that wait for returned goods are no work yet, and are left out unless `orderId` is given.',
    query: FulfillmentQuery,
    responses: { 200: FulfillmentPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(FulfillmentQuery) query: FulfillmentQuery): Promise<FulfillmentPage> {
    return this.fulfillments.list(query);
  }

  @Get(':fulfillmentId')
  @Endpoint({
    scope: 'fulfillments:read',
    location: 'row',
    summary: 'One fulfillment',
    params: Params,
    responses: { 200: Fulfillment },
    problems: [{ status: 404, code: 'fulfillment_not_found' }],
  })
  find(@ValidParams(Params) { fulfillmentId }: Params): Promise<Fulfillment> {
    return this.fulfillments.find(fulfillmentId);
  }
}
