import { eventType, type InboundMessage, Subscribe } from '#messaging';
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
    if (this.desk.size === 0) return;
    for (const message of messages) {
      const news = readNews(message);
      if (news !== undefined) this.desk.publish(news);
    }
  }
}

function readNews(message: InboundMessage): News | undefined {
  try {
    return newsOf(eventType(message), JSON.parse(message.value.toString('utf8')));
  } catch {
    // Not one of our events.
    return undefined;
  }
}
