import { type InboundMessage, Subscribe, tellNews } from '#messaging';
import { NewsDesk } from '#platform';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { type News, newsOf } from '../features/stream-orders/news.js';

/**
 * Our own `orders.fulfillments.v1`, in every replica: hands what has happened to the streams that watch. Whoever reads
 * such news reads the thing itself again, so one that comes twice does no harm, and no inbox row is needed.
 */
@Controller()
export class OnOrderNews {
  constructor(private readonly desk: NewsDesk<News>) {}

  @Subscribe({ topic: 'orders.fulfillments.v1', tail: true })
  tell(@Payload() messages: InboundMessage[]): void {
    tellNews(this.desk, messages, newsOf);
  }
}
