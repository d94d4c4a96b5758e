import { createServer } from 'node:net';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#local-servers';
import { PostgresTransport, type Transport } from '#messaging';
import type { Environment, StandaloneOptions } from './options.js';

/** Something that was started and is to be stopped. */
export interface Server<T> {
  readonly value: T;
  stop(): Promise<void>;
}

type Say = (line: string) => void;

/** The URL of your database (DATABASE_URL), else of a PostgreSQL started here with its data in the data folder. */
export async function openDatabase(environment: Environment, say: Say): Promise<Server<string>> {
  if (environment.DATABASE_URL !== undefined) {
    say('Using the PostgreSQL of DATABASE_URL.');
    return { value: environment.DATABASE_URL, stop: async () => {} };
  }
  const dataDir = join(environment.SHELFSTREAM_DATA, 'postgres');
  say(`Starting PostgreSQL (data in ${dataDir}).`);
  const postgres = await startEmbeddedPostgres({ dataDir, log: say });
  return { value: postgres.url, stop: () => postgres.stop() };
}

/** What carries messages: Kafka when asked for, else the database. */
export async function openTransport(
  options: StandaloneOptions,
  environment: Environment,
  databaseUrl: string,
): Promise<Server<Transport>> {
  const transport = new PostgresTransport({ url: databaseUrl });
  return { value: transport, stop: () => transport.close() };
}

/** Throws, saying what to do, unless the port is free on 127.0.0.1. */
export async function checkPort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new PortTakenError(port));
      else reject(error);
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve()));
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
