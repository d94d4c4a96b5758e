import type { KafkaTransportOptions } from '#messaging';
import { CliError } from './errors.js';

/**
 * How to reach the cluster of these brokers: TLS and password as `KAFKA_SSL`, `KAFKA_CA_FILE`, `KAFKA_SASL_...` say.
 * Loaded when it is needed, for most commands speak to a running Shelfstream alone.
 */
export async function kafkaOf(brokers: string): Promise<Omit<KafkaTransportOptions, 'clientId'>> {
  const { kafkaConnection, KafkaSettings } = await import('#messaging');
  const { readConfig } = await import('#platform');
  return inWords(() =>
    kafkaConnection(readConfig(KafkaSettings, { ...process.env, KAFKA_BROKERS: brokers })),
  );
}

/** The URL of the database of `DATABASE_URL`, by TLS alone where `DATABASE_CA_FILE` names an authority. */
export async function databaseFromEnvironment(): Promise<string> {
  if (!process.env['DATABASE_URL'])
    throw new CliError('Name the database in DATABASE_URL: postgres://user:password@host:port/database.');
  const { DatabaseSettings, databaseUrl } = await import('#persistence');
  const { readConfig } = await import('#platform');
  return inWords(() => databaseUrl(readConfig(DatabaseSettings)));
}

/** A setting at fault is the user's to correct: its words, and no stack. */
async function inWords<T>(read: () => T): Promise<T> {
  const { ConfigError } = await import('#platform');
  try {
    return read();
  } catch (error) {
    throw error instanceof ConfigError ? new CliError(error.message) : error;
  }
}
