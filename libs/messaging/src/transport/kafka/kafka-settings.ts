import { readFileSync } from 'node:fs';
import { ConfigError } from '#platform';
import type { KafkaConfig } from 'kafkajs';
import { z } from 'zod';

/** How to reach a cluster, as a process reads it from its environment. Everything but the brokers may be left out. */
export const KafkaSettings = z.object({
  KAFKA_BROKERS: z
    .string()
    .regex(/^\s*[^\s,]+:\d+(\s*,\s*[^\s,]+:\d+)*\s*$/, 'must be host:port, several separated by commas')
    .transform((text) => text.split(',').map((broker) => broker.trim())),
  /** TLS, on port and certificate as the brokers have them; on by itself where a file below is named. */
  KAFKA_SSL: z.stringbool().optional(),
  /** PEM of the authority that signed the brokers' certificates; by default those that Node trusts. */
  KAFKA_CA_FILE: z.string().optional(),
  /** PEM of the certificate with which we show who we are (mutual TLS), and of its key. */
  KAFKA_CERT_FILE: z.string().optional(),
  KAFKA_KEY_FILE: z.string().optional(),
  KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).default('scram-sha-512'),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
});
export type KafkaSettings = z.infer<typeof KafkaSettings>;

/** What `KafkaTransport` needs to connect. Throws a `ConfigError` that names the key at fault, never its value. */
export function kafkaConnection(settings: KafkaSettings): Pick<KafkaConfig, 'brokers' | 'ssl' | 'sasl'> {
  const ssl = tlsOf(settings);
  const sasl = saslOf(settings);
  return {
    brokers: settings.KAFKA_BROKERS,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
  };
}

function tlsOf(settings: KafkaSettings): KafkaConfig['ssl'] {
  const { KAFKA_SSL, KAFKA_CA_FILE, KAFKA_CERT_FILE, KAFKA_KEY_FILE } = settings;
  both(settings, 'KAFKA_CERT_FILE', 'KAFKA_KEY_FILE');
  const files = [KAFKA_CA_FILE, KAFKA_CERT_FILE].some((file) => file !== undefined);
  if (KAFKA_SSL === false && files) {
    throw new ConfigError('KAFKA_SSL is off, yet a certificate file is named. Leave one of them out.');
  }
  if (!files) return KAFKA_SSL;
  return {
    ...(KAFKA_CA_FILE === undefined ? {} : { ca: read('KAFKA_CA_FILE', KAFKA_CA_FILE) }),
    ...(KAFKA_CERT_FILE === undefined ? {} : { cert: read('KAFKA_CERT_FILE', KAFKA_CERT_FILE) }),
    ...(KAFKA_KEY_FILE === undefined ? {} : { key: read('KAFKA_KEY_FILE', KAFKA_KEY_FILE) }),
  };
}

function saslOf(settings: KafkaSettings): KafkaConfig['sasl'] {
  both(settings, 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD');
  const { KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = settings;
  if (username === undefined || password === undefined) return undefined;
  switch (KAFKA_SASL_MECHANISM) {
    case 'plain':
      return { mechanism: 'plain', username, password };
    case 'scram-sha-256':
      return { mechanism: 'scram-sha-256', username, password };
    case 'scram-sha-512':
      return { mechanism: 'scram-sha-512', username, password };
  }
}

function both(settings: KafkaSettings, one: keyof KafkaSettings, other: keyof KafkaSettings): void {
  const [given, missing] = settings[one] === undefined ? [other, one] : [one, other];
  if (settings[given] !== undefined && settings[missing] === undefined) {
    throw new ConfigError(`${given} is set and ${missing} is not. They go together.`);
  }
}

function read(key: keyof KafkaSettings, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${key} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
