import { ReturnStreamQuery } from '#contracts';
import { Endpoint, NewsDesk, ShutdownRegistry, streamNews, ValidQuery } from '#platform';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PREFIX } from '../prefix.js';
import { concerns, type News } from './news.js';

@ApiTags('returns')
@Controller(`${PREFIX}/stream`)
export class StreamReturnsController {
  constructor(
    private readonly desk: NewsDesk<News>,
    private readonly streams: ShutdownRegistry,
  ) {}

  @Get()
  @Endpoint({
    scope: 'returns:read',
    location: 'any',
    summary: 'What happens to returns, as server-sent events',
    description:
      '`event: return` tells that something happened to a return (ReturnNews): it was authorised, goods or money came ' +
      'back, it ended. A stream carries news from now on and no state: read the return whenever it is told of, and ' +
      'whenever the stream connects. A slow reader gets the newest of each. A comment every 15 s keeps the connection open.',
    query: ReturnStreamQuery,
    responses: { 200: null },
    problems: [{ status: 503, code: 'too_many_streams' }],
  })
  stream(@ValidQuery(ReturnStreamQuery) filter: ReturnStreamQuery, @Res() reply: FastifyReply): void {
    streamNews(reply, this.desk, this.streams, (news) => concerns(news, filter));
  }
}
