import { parseArgs } from 'node:util';
import { KafkaSettings } from '#messaging';
import { DatabaseSettings } from '#persistence';
import { AccessSettings, readConfig } from '#platform';
import { z } from 'zod';

/** What `npm start` was asked for. */
export interface StandaloneOptions {
  /** Start with no sample retailer. */
  readonly empty: boolean;
  /** The sample retailer is there, and nothing happens in it by itself. */
  readonly quiet: boolean;
  /** Carry messages on Kafka instead of PostgreSQL. */
  readonly kafka: boolean;
  readonly port: number;
}

/** The arguments are not ones we know; the message holds the usage. */
export class UsageError extends Error {}

export const USAGE = `Usage: npm start [-- options]

  --empty       begin with no sample retailer (the first start decides)
  --quiet       the sample retailer does not sell by itself
  --kafka       carry messages on a Kafka broker: KAFKA_BROKERS, else one started here
  --port <n>    listen on another port than 3000
  --help        show this

Environment: DATABASE_URL (your PostgreSQL instead of the embedded one), KAFKA_BROKERS (your cluster;
implies --kafka), DATABASE_CA_FILE, KAFKA_SSL, KAFKA_CA_FILE, KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME,
KAFKA_SASL_PASSWORD (how to reach them), ALLOWED_HOSTS (host names besides localhost, parted by commas),
LOG_LEVEL, SHELFSTREAM_DATA (the data folder, default .shelfstream), HOST (default 127.0.0.1: open to this
machine alone; to listen elsewhere, say who may call with API_KEYS_FILE or OIDC_ISSUER: docs/security.md).`;

/** Reads the command line; undefined when help was asked for. Throws a UsageError that says what is wrong. */
export function readOptions(
  args: readonly string[],
  environment: Environment,
): StandaloneOptions | undefined {
  const { help, empty, quiet, kafka, port } = parse(args);
  if (help) return undefined;
  const number = Number(port);
  if (!/^\d+$/.test(port) || number < 1 || number > 65_535) {
    throw new UsageError(`--port ${JSON.stringify(port)} is not a port from 1 to 65535.\n\n${USAGE}`);
  }
  return { empty, quiet, kafka: kafka || environment.KAFKA_BROKERS !== undefined, port: number };
}

const Environment = z.object({
  ...DatabaseSettings.shape,
  DATABASE_URL: DatabaseSettings.shape.DATABASE_URL.optional(),
  ...KafkaSettings.shape,
  KAFKA_BROKERS: KafkaSettings.shape.KAFKA_BROKERS.optional(),
  ALLOWED_HOSTS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim())
        .filter((host) => host !== ''),
    )
    .default([]),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  SHELFSTREAM_DATA: z.string().default('.shelfstream'),
  HOST: z.string().default('127.0.0.1'),
  ...AccessSettings.shape,
});
export type Environment = z.infer<typeof Environment>;

export const readEnvironment = (env: NodeJS.ProcessEnv = process.env): Environment =>
  readConfig(Environment, env);

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false, short: 'h' },
        empty: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        kafka: { type: 'boolean', default: false },
        port: { type: 'string', default: '3000' },
      },
    });
    return values;
  } catch (error) {
    const [reason] = (error as Error).message.split('. ');
    throw new UsageError(`${reason}.\n\n${USAGE}`);
  }
}
