import { Delivery, DeliveryPage, DeliveryPreview, DeliveryQuery } from '#contracts';
import { Endpoint, ProblemException, ValidParams, ValidQuery } from '#platform';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PREFIX } from '../prefix.js';
import { Deliveries } from './deliveries.js';

const DeliveryPath = z.object({ deliveryId: z.uuid() });
type DeliveryPath = z.infer<typeof DeliveryPath>;

const NOT_FOUND = { status: 404, code: 'delivery_not_found' };

@ApiTags('deliveries')
@Controller(`${PREFIX}/deliveries`)
export class ShowDeliveriesController {
  constructor(private readonly deliveries: Deliveries) {}

  @Get()
  @Endpoint({
    scope: 'deliveries:read',
    summary: 'What became of each message, newest first',
    query: DeliveryQuery,
    responses: { 200: DeliveryPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  list(@ValidQuery(DeliveryQuery) query: DeliveryQuery): Promise<DeliveryPage> {
    return this.deliveries.page(query);
  }

  @Get(':deliveryId')
  @Endpoint({
    scope: 'deliveries:read',
    summary: 'What became of one message',
    params: DeliveryPath,
    responses: { 200: Delivery },
    problems: [NOT_FOUND],
  })
  async get(@ValidParams(DeliveryPath) { deliveryId }: DeliveryPath): Promise<Delivery> {
    return (await this.deliveries.find(deliveryId)) ?? notFound(deliveryId);
  }

  @Get(':deliveryId/preview')
  @Endpoint({
    scope: 'deliveries:read',
    summary: 'What a message would say if it were sent now',
    description: 'Written anew for this answer, with what is known now; no message is kept.',
    params: DeliveryPath,
    responses: { 200: DeliveryPreview },
    problems: [NOT_FOUND],
  })
  async preview(@ValidParams(DeliveryPath) { deliveryId }: DeliveryPath): Promise<DeliveryPreview> {
    return (await this.deliveries.preview(deliveryId)) ?? notFound(deliveryId);
  }

  @Post(':deliveryId/retry')
  @HttpCode(200)
  @Endpoint({
    scope: 'deliveries:write',
    summary: 'Send a message again that was given up or suppressed',
    description: 'Whether it may be sent is judged anew. One that was sent is not sent twice.',
    params: DeliveryPath,
    responses: { 200: Delivery },
    problems: [NOT_FOUND, { status: 409, code: 'delivery_sent' }],
  })
  async retry(@ValidParams(DeliveryPath) { deliveryId }: DeliveryPath): Promise<Delivery> {
    const outcome = await this.deliveries.retry(deliveryId);
    if (outcome === 'delivery_not_found') return notFound(deliveryId);
    if (outcome === 'delivery_sent') {
      throw new ProblemException({
        status: 409,
        code: 'delivery_sent',
        detail: 'It was sent already, and each message is sent once.',
      });
    }
    return outcome;
  }
}

function notFound(deliveryId: string): never {
  throw new ProblemException({
    ...NOT_FOUND,
    detail: `There is no delivery ${deliveryId}. GET ${PREFIX}/deliveries lists them.`,
  });
}
