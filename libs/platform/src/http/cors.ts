import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the pages of these origins call, with a key or token in a header: cookies mean nothing here, so none are let
 * through. With no origins CORS stays closed: no answer carries an Access-Control header.
 */
export function openToOrigins(server: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  void server.register(cors, {
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: [
      ...['authorization', 'content-type', 'idempotency-key', 'last-event-id'],
      ...['x-request-id', 'x-correlation-id', 'traceparent', 'tracestate'],
    ],
    exposedHeaders: ['allow', 'idempotency-replayed', 'retry-after', 'x-request-id', 'www-authenticate'],
    credentials: false,
    maxAge: 600,
  });
}
