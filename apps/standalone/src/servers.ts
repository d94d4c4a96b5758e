import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres, startOwnKafka } from '#local-servers';
import {
  kafkaConnection,
  type KafkaTransportOptions,
  KafkaTransport,
  PostgresTransport,
  type Transport,
} from '#messaging';
import { databaseUrl } from '#persistence';
import type { Environment } from './options.js';

/** Something that was started and is to be stopped. */
export interface Server<T> {
  readonly value: T;
  stop(): Promise<void>;
}

type Say = (line: string) => void;

/** The URL of your database (DATABASE_URL), else of a PostgreSQL started here with its data in the data folder. */
export async function openDatabase(environment: Environment, say: Say): Promise<Server<string>> {
  const { DATABASE_URL } = environment;
  if (DATABASE_URL !== undefined) {
    say('Using the PostgreSQL of DATABASE_URL.');
    return { value: databaseUrl({ ...environment, DATABASE_URL }), stop: async () => {} };
  }
  const dataDir = join(environment.SHELFSTREAM_DATA, 'postgres');
  say(`Starting PostgreSQL (data in ${dataDir}).`);
  const postgres = await startEmbeddedPostgres({ dataDir, log: say });
  return { value: postgres.url, stop: () => postgres.stop() };
}

/** How a cluster is reached. */
type KafkaConnection = Omit<KafkaTransportOptions, 'clientId'>;

/** The cluster of KAFKA_BROKERS, else a broker started here with its data in the data folder. */
export async function openBroker(environment: Environment, say: Say): Promise<Server<KafkaConnection>> {
  const { KAFKA_BROKERS } = environment;
  if (KAFKA_BROKERS !== undefined) {
    return { value: kafkaConnection({ ...environment, KAFKA_BROKERS }), stop: async () => {} };
  }
  say('Starting Kafka.');
  const kafka = await startOwnKafka({ dataDir: resolve(environment.SHELFSTREAM_DATA, 'kafka'), log: say });
  return { value: { brokers: [...kafka.brokers] }, stop: () => kafka.stop() };
}

/** What carries messages: Kafka where there is a cluster, else the database. */
export function openTransport(kafka: KafkaConnection | undefined, url: string): Transport {
  return kafka === undefined
    ? new PostgresTransport({ url })
    : new KafkaTransport({ ...kafka, clientId: 'shelfstream' });
}

/** Throws, saying what to do, unless the port is free on the host. */
export async function checkPort(port: number, host: string): Promise<void> {
  await new Promise<void>((free, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new PortTakenError(port));
      else reject(error);
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => free()));
  });
}

/** Another program listens on the port. */
export class PortTakenError extends Error {
  constructor(port: number) {
    super(
      `Port ${port} is taken: another Shelfstream or another program listens there. ` +
        `Stop it, or start on another port: npm start -- --port ${port + 1}`,
    );
  }
}
