import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { freePort } from '../ports.js';
import type { OwnKafka } from './running-kafka.js';

const run = promisify(execFile);
const IMAGE = 'apache/kafka:4.1.1';
const START_TIMEOUT_MS = 120_000;

/** Whether a Docker engine answers, or what is lacking. */
export async function findDocker(): Promise<{ lacking?: string }> {
  return run('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 10_000 }).then(
    () => ({}),
    (error: NodeJS.ErrnoException) => ({
      lacking: error.code === 'ENOENT' ? 'docker was not found' : 'its engine does not answer',
    }),
  );
}

/** Apache Kafka in a container, on a port of 127.0.0.1. Its data go with the container. */
export async function startDockerKafka({ log }: { log: (line: string) => void }): Promise<OwnKafka> {
  const { GenericContainer, Wait } = await import('testcontainers').catch((error: unknown) => {
    throw new Error(
      'The package testcontainers is not installed; run npm ci with development dependencies.',
      {
        cause: error,
      },
    );
  });
  log(`Starting Kafka in Docker (${IMAGE}; the first time it is fetched).`);
  const port = await freePort();
  const container = await new GenericContainer(IMAGE)
    .withExposedPorts({ container: 9092, host: port })
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .withStartupTimeout(START_TIMEOUT_MS)
    .start();
  const id = container.getId();
  log(`Kafka is ready on 127.0.0.1:${port}.`);
  return {
    brokers: [`127.0.0.1:${port}`],
    kind: 'docker',
    async stop() {
      await container.stop();
    },
    async kill() {
      await run('docker', ['kill', id]);
    },
    async restart() {
      await run('docker', ['start', id]);
    },
  };
}
