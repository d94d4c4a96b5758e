import { type InboundMessage, Subscribe, tellNews } from '#messaging';
import { NewsDesk } from '#platform';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { type News, newsOf } from '../features/stream-returns/news.js';

/**
 * Our own `returns.v1`, in every replica: hands what has happened to the streams that watch. Whoever reads such news reads
 * the return itself again, so one that comes twice does no harm, and no inbox row is needed.
 */
@Controller()
export class OnReturnNews {
  constructor(private readonly desk: NewsDesk<News>) {}

  @Subscribe({ topic: 'returns.v1', tail: true })
  tell(@Payload() messages: InboundMessage[]): void {
    tellNews(this.desk, messages, newsOf);
  }
}
