import { OrderInput, SourcingDecision } from '#contracts';
import { Endpoint, ValidBody } from '#platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PREFIX } from '../prefix.js';
import { PreviewOrder } from './preview-order.js';

@ApiTags('orders')
@Controller(`${PREFIX}/orders/preview`)
export class PreviewOrderController {
  constructor(private readonly orders: PreviewOrder) {}

  @Post()
  @HttpCode(200)
  @Endpoint({
    scope: 'orders:read',
    audit: 'none',
    summary: 'Where an order would come from, and why',
    description:
      'Changes nothing. Every location is listed with its score and factors, or with the reasons why it is left out. ' +
      'Units that cannot be had are `unfilled`: `unknown_sku`, `no_stock` anywhere, or `no_location` that may give them.',
    body: OrderInput,
    responses: { 200: SourcingDecision },
  })
  preview(@ValidBody(OrderInput) order: OrderInput): Promise<SourcingDecision> {
    return this.orders.preview(order);
  }
}
