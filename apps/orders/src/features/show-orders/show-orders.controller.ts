import { Identifier, Order, OrderPage, OrderQuery, PickupCode } from '#contracts';
import { Endpoint, ValidParams, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { Orders } from './orders.js';

const Params = z.object({ orderId: Identifier });
type Params = z.infer<typeof Params>;

const CodeQuery = z.object({ fulfillmentId: Identifier.optional() });
type CodeQuery = z.infer<typeof CodeQuery>;

const NOT_FOUND = { status: 404, code: 'order_not_found' };

@ApiTags('orders')
@Controller(`${PREFIX}/orders`)
export class ShowOrdersController {
  constructor(private readonly orders: Orders) {}

  @Get()
  @Endpoint({
    scope: 'orders:read',
    location: 'row',
    summary: 'Orders, newest first',
    query: OrderQuery,
    responses: { 200: OrderPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(OrderQuery) query: OrderQuery): Promise<OrderPage> {
    return this.orders.list(query);
  }

  @Get(':orderId')
  @Endpoint({
    scope: 'orders:read',
    location: 'row',
    summary: 'An order with its fulfillments, how it was sourced, and what happened to it',
    params: Params,
    responses: { 200: Order },
    problems: [NOT_FOUND],
  })
  find(@ValidParams(Params) { orderId }: Params): Promise<Order> {
    return this.orders.find(orderId);
  }

  @Get(':orderId/pickup-code')
  @Endpoint({
    scope: 'orders:write',
    summary: 'The code that the customer shows at the counter',
    description:
      'For the shop to show to its customer, and to nobody else. Where an order is collected in several parts, ' +
      '`fulfillmentId` chooses one; without it the part that is ready comes first.',
    params: Params,
    query: CodeQuery,
    responses: { 200: PickupCode },
    problems: [NOT_FOUND, { status: 409, code: 'no_pickup_code' }],
  })
  pickupCode(
    @ValidParams(Params) { orderId }: Params,
    @ValidQuery(CodeQuery) { fulfillmentId }: CodeQuery,
  ): Promise<PickupCode> {
    return this.orders.pickupCode(orderId, fulfillmentId);
  }
}
