import { Identifier, Order } from '#contracts';
import { Endpoint, ValidParams } from '#platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RunCommand } from '../../process/run-command.js';
import { PREFIX } from '../prefix.js';
import { notFound, problemOfRefusal } from '../refuse.js';
import { Orders } from '../show-orders/orders.js';

const Params = z.object({ orderId: Identifier });
type Params = z.infer<typeof Params>;

@ApiTags('orders')
@Controller(`${PREFIX}/orders`)
export class CancelOrderController {
  constructor(
    private readonly commands: RunCommand,
    private readonly orders: Orders,
  ) {}

  @Post(':orderId/cancel')
  @HttpCode(200)
  @Endpoint({
    scope: 'orders:write',
    summary: 'Cancel what the customer does not have yet',
    description:
      'Unpicked units are free at once; picked ones when the put-away task that is raised is done. Once more changes nothing.',
    params: Params,
    responses: { 200: Order },
    problems: [
      { status: 404, code: 'order_not_found' },
      { status: 409, code: 'order_fulfilled' },
    ],
  })
  async cancel(@ValidParams(Params) { orderId }: Params): Promise<Order> {
    const handled = await this.commands.run({ orderId }, { type: 'cancel' });
    if (handled === undefined) throw notFound('order', orderId);
    if (handled.refusal !== null) throw problemOfRefusal(handled.refusal);
    return this.orders.find(orderId);
  }
}
