import { KafkaSettings } from '#messaging';
import { DatabaseSettings } from '#persistence';
import { AccessSettings } from '#platform';
import { z } from 'zod';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** What every service reads from its environment when it runs as a process of its own. */
export const ServiceConfig = z.object({
  ...DatabaseSettings.shape,
  ...KafkaSettings.shape,
  /** How long Kafka waits for a sign of life before it gives a crashed replica's partitions to others. */
  KAFKA_SESSION_TIMEOUT_MS: z.coerce.number().int().min(6_000).max(300_000).default(10_000),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ALLOWED_HOSTS: list.default([]),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ...AccessSettings.shape,
});
export type ServiceConfig = z.infer<typeof ServiceConfig>;
