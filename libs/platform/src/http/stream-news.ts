import type { FastifyReply } from 'fastify';
import { keepEventStream, openEventStream, requireRoomForStream } from './event-stream.js';
import type { News, NewsDesk } from './news-desk.js';
import { NewsStream } from './news-stream.js';
import type { ShutdownRegistry } from './shutdown-registry.js';

/**
 * Answers with a stream of the desk's news that concern its reader, until the reader leaves or the app closes.
 * Refused with 503 `too_many_streams` when there is no room for another.
 */
export function streamNews<N extends News>(
  reply: FastifyReply,
  desk: NewsDesk<N>,
  streams: ShutdownRegistry,
  concerns: (news: N) => boolean,
): void {
  requireRoomForStream(desk.size);
  const raw = openEventStream(reply);
  if (reply.request.method === 'HEAD') return void raw.end();
  const stream = new NewsStream(raw);
  keepEventStream(raw, stream, streams, desk.subscribe(stream, concerns));
}
