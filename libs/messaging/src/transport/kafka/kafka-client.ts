import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { type ISocketFactory, Kafka, type KafkaConfig, type LogEntry, logLevel } from 'kafkajs';
import { within } from '../../backoff.js';
import { repairRequestQueue } from './client-repairs.js';

/** Saying goodbye is a courtesy: a broker that is away does not keep us. */
const GOODBYE_MS = 3_000;
/** kafkajs tries a few times more to connect, and is refused each time. */
const GIVING_UP_MS = 3_000;

/**
 * kafkajs, with its connections in our hands. It waits up to 30 s for an answer on a connection that hangs, while it
 * disconnects too, and keeps the process running meanwhile.
 */
export class KafkaClient {
  readonly kafka: Kafka;
  private readonly sockets = new Set<Socket>();
  private ended = false;

  constructor(config: Omit<KafkaConfig, 'logLevel' | 'logCreator' | 'retry'>) {
    repairRequestQueue();
    const connect = config.socketFactory ?? plainSockets();
    this.kafka = new Kafka({
      ...config,
      socketFactory: (wanted) => this.track(connect, wanted),
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 4 },
      logLevel: logLevel.WARN,
      logCreator: () => toNestLogger,
    });
  }

  /** Waits for what disconnects its consumer, producer or admin, but not long; then nothing is connected any more. */
  async close(disconnecting: Promise<unknown> | undefined): Promise<void> {
    await within(GOODBYE_MS, disconnecting);
    this.ended = true;
    for (const socket of this.sockets) {
      // Only what still waits for an answer is told, and says so in the log.
      socket.destroy(socket.writableEnded ? undefined : new Error('This client is closed'));
    }
    await within(GIVING_UP_MS, disconnecting);
  }

  private track(connect: ISocketFactory, wanted: Parameters<ISocketFactory>[0]): Socket {
    if (this.ended) throw new Error('This client is closed');
    const socket = connect(wanted);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    return socket;
  }
}

/** The way in which kafkajs itself connects, with TLS or without. */
function plainSockets(): ISocketFactory {
  const make = createRequire(import.meta.url)('kafkajs/src/network/socketFactory') as () => ISocketFactory;
  return make();
}

const logger = new Logger('KafkaTransport');

/**
 * kafkajs calls every passing trouble an error; what it does not overcome is thrown and reported where it matters. That
 * a broker answers "not yet" is ordinary: topics just made have no leader for a moment.
 */
function toNestLogger({ level, namespace, log: { message } }: LogEntry): void {
  if (level === logLevel.ERROR && !message.startsWith('Response ')) logger.warn(`${namespace}: ${message}`);
  else logger.debug(`${namespace}: ${message}`);
}
