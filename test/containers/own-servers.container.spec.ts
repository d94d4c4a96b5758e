import { jest } from '@jest/globals';
import { eventually, freePort } from '#testing';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { ServiceProcess } from '../chaos/service-process.js';

jest.setTimeout(300_000);

const PATIENCE = { timeoutMs: 120_000, intervalMs: 100 };

/** On the machine's own network, so that the servers listen on 127.0.0.1 alone and no port is published. */
const own = (image: string) => new GenericContainer(image).withNetworkMode('host');

async function postgres(port: number): Promise<StartedTestContainer> {
  return own('postgres:17')
    .withEnvironment({ POSTGRES_USER: 'shelfstream', POSTGRES_PASSWORD: 'shelfstream' })
    .withCommand(['postgres', '-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`])
    .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/))
    .start();
}

async function kafka(port: number, controllerPort: number): Promise<StartedTestContainer> {
  return own('apache/kafka:4.3.0')
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_QUORUM_VOTERS: `1@127.0.0.1:${controllerPort}`,
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
}

describe('A service on a database and a broker of its own, in containers', () => {
  const containers: StartedTestContainer[] = [];
  let inventory: ServiceProcess;

  beforeAll(async () => {
    const [database, broker, controller] = [await freePort(), await freePort(), await freePort()];
    containers.push(...(await Promise.all([postgres(database), kafka(broker, controller)])));
    inventory = await ServiceProcess.start('inventory', {
      DATABASE_URL: `postgres://shelfstream:shelfstream@127.0.0.1:${database}/shelfstream`,
      KAFKA_BROKERS: `127.0.0.1:${broker}`,
    });
  });
  afterAll(async () => {
    await inventory?.stop();
    await Promise.all(containers.map((container) => container.stop()));
  });

  it.each([
    ['database', 0],
    ['broker', 1],
  ])(
    'is not ready while its %s is started again, says so, and is ready by itself after',
    async (name, at) => {
      const words = { database: 'inventory.database', broker: 'inventory.messages' }[name] as string;
      const restarted = containers[at]?.restart();
      await eventually(async () => {
        const answer = await fetch(`${inventory.url}/health/ready`);
        expect(answer.status).toBe(503);
        expect(await answer.text()).toContain(words);
        expect((await fetch(`${inventory.url}/health/live`)).status).toBe(200);
      }, PATIENCE);
      await restarted;
      await eventually(
        async () => expect((await fetch(`${inventory.url}/health/ready`)).status).toBe(200),
        PATIENCE,
      );
      expect(inventory.isRunning).toBe(true);
    },
  );
});
