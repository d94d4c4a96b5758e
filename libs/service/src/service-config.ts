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

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** What every service reads from its environment when it runs as a process of its own. */
export const ServiceConfig = z.object({
  ...DatabaseSettings.shape,
  ...KafkaSettings.shape,
  /** How long Kafka waits for a sign of life before it gives a crashed replica's partitions to others. */
  KAFKA_SESSION_TIMEOUT_MS: z.coerce.number().int().min(6_000).max(300_000).default(10_000),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  ALLOWED_HOSTS: list.default([]),
  /** Whether it brings its schema up to date itself; otherwise it waits until somebody else has. */
  MIGRATE_ON_START: flag.default(true),
  /** Whether it creates and adapts topics itself; otherwise it waits until they are there. */
  CREATE_TOPICS_ON_START: flag.default(true),
  /** How long it goes on serving after it was told to stop, and is not ready any more: load balancers take a moment. */
  SHUTDOWN_DELAY_MS: z.coerce.number().int().min(0).max(120_000).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ...AccessSettings.shape,
});
export type ServiceConfig = z.infer<typeof ServiceConfig>;
