import { OrderStreamQuery } from '#contracts';
import { Endpoint, NewsDesk, ShutdownRegistry, streamNews, ValidQuery } from '#platform';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PREFIX } from '../prefix.js';
import { concerns, type News } from './news.js';

@ApiTags('orders')
@Controller(`${PREFIX}/stream`)
export class StreamOrdersController {
  constructor(
    private readonly desk: NewsDesk<News>,
    private readonly streams: ShutdownRegistry,
  ) {}

  @Get()
  @Endpoint({
    scope: 'fulfillments:read',
    location: 'query.locationId',
    summary: 'What happens to orders and fulfillments, as server-sent events',
    description:
      '`event: fulfillment`, `event: order` and `event: task` tell what has changed (FulfillmentNews, OrderNews, ' +
      'TaskNews), so that a work list knows what to read again. A stream carries news from now on and no state: read ' +
      'your lists whenever it connects. A slow reader gets the newest of each. `locationId` finds the fulfillments of a ' +
      'location and those that are collected there, and its tasks. A comment every 15 s keeps the connection open.',
    query: OrderStreamQuery,
    responses: { 200: null },
    problems: [{ status: 503, code: 'too_many_streams' }],
  })
  stream(@ValidQuery(OrderStreamQuery) filter: OrderStreamQuery, @Res() reply: FastifyReply): void {
    streamNews(reply, this.desk, this.streams, (news) => concerns(news, filter));
  }
}
