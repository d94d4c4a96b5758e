import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { ProblemException } from '../problems/problem-exception.js';
import type { ShutdownRegistry } from './shutdown-registry.js';

const HEARTBEAT_MS = 15_000;
/** Streams of one kind that one process keeps open at most. */
const MOST_STREAMS = 5_000;

/** What is written to an open stream of server-sent events. */
export interface EventStreamWriter {
  /** A comment that keeps proxies from closing a quiet connection. */
  heartbeat(): void;
  /** Ends the answer; its client connects again. */
  end(): void;
}

/** Refuses another stream with 503 `too_many_streams` where so many are open that there is no room for it. */
export function requireRoomForStream(open: number): void {
  if (open < MOST_STREAMS) return;
  throw new ProblemException({
    status: 503,
    code: 'too_many_streams',
    detail: 'This replica keeps as many streams open as it can. Connect again in a moment.',
    retryAfter: 5,
  });
}

/**
 * Begins an answer of server-sent events. From here on the answer is ours alone, and there is no way back to a problem.
 */
export function openEventStream(reply: FastifyReply): ServerResponse {
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  // Whoever connected learns at once that the stream is open, even if there is nothing to tell yet.
  if (reply.request.method !== 'HEAD') reply.raw.write('retry: 1000\n\n');
  return reply.raw;
}

/** Keeps the stream open until its client leaves or the app closes; then `closed` is called. */
export function keepEventStream(
  raw: ServerResponse,
  stream: EventStreamWriter,
  streams: ShutdownRegistry,
  closed: () => void,
): void {
  const heartbeat = setInterval(() => stream.heartbeat(), HEARTBEAT_MS);
  const forget = streams.onShutdown(() => stream.end());
  raw.on('error', () => raw.destroy());
  raw.on('close', () => {
    clearInterval(heartbeat);
    forget();
    closed();
  });
}
