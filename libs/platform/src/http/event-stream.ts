import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ShutdownRegistry } from './shutdown-registry.js';

const HEARTBEAT_MS = 15_000;

/** What is written to an open stream of server-sent events. */
export interface EventStreamWriter {
  /** A comment that keeps proxies from closing a quiet connection. */
  heartbeat(): void;
  /** Ends the answer; its client connects again. */
  end(): void;
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
