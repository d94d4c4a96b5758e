import { OrderInput, OrderReceipt } from '#contracts';
import { Endpoint, ValidBody } from '#platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PREFIX } from '../prefix.js';
import { PlaceOrders } from './place-orders.js';

@ApiTags('orders')
@Controller(`${PREFIX}/orders`)
export class PlaceOrderController {
  constructor(private readonly orders: PlaceOrders) {}

  @Post()
  @HttpCode(201)
  @Endpoint({
    scope: 'orders:write',
    summary: 'Place an order',
    description:
      'Sourced and promised right after. A `reservationId` made at checkout is committed; where it has expired the same ' +
      'lines are reserved anew. The same order again gives the same answer.',
    body: OrderInput,
    responses: { 201: OrderReceipt },
    problems: [{ status: 409, code: 'order_id_reused' }],
  })
  place(@ValidBody(OrderInput) order: OrderInput): Promise<OrderReceipt> {
    return this.orders.place(order);
  }
}
