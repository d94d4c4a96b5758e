import type { News, NewsDesk } from '#platform';
import { eventType } from '../envelope/event-envelope.js';
import type { InboundMessage } from '../transport/transport.js';

/**
 * Hands on what the messages are to those who watch, as `newsOf` says by an event's type and data. What is none of our
 * events is passed over; while nobody watches, nothing is read.
 */
export function tellNews<N extends News>(
  desk: NewsDesk<N>,
  messages: readonly InboundMessage[],
  newsOf: (type: string | null, data: unknown) => N | undefined,
): void {
  if (desk.size === 0) return;
  for (const message of messages) {
    const news = readNews(message, newsOf);
    if (news !== undefined) desk.publish(news);
  }
}

function readNews<N>(
  message: InboundMessage,
  newsOf: (type: string | null, data: unknown) => N | undefined,
): N | undefined {
  try {
    return newsOf(eventType(message), JSON.parse(message.value.toString('utf8')));
  } catch {
    // Not one of our events.
    return undefined;
  }
}
