import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { claim } from '../claim.js';
import { freePort } from '../ports.js';
import type { OwnKafka } from './running-kafka.js';

const run = promisify(execFile);
const IMAGE = 'apache/kafka:4.1.1';
const START_TIMEOUT_MS = 120_000;

/** Whether a Docker engine answers, or what is lacking. */
export async function findDocker(env = process.env): Promise<{ lacking?: string }> {
  return run('docker', ['version', '--format', '{{.Server.Version}}'], { env, timeout: 10_000 }).then(
    () => ({}),
    (error: NodeJS.ErrnoException) => ({
      lacking: error.code === 'ENOENT' ? 'docker was not found' : 'its engine does not answer',
    }),
  );
}

/**
 * Apache Kafka in a container, on a port of 127.0.0.1 alone (a port published as usual is open to the network, past
 * most firewalls). The container holds the topics and is kept between starts; `container` in the folder names it.
 */
export async function startDockerKafka(options: {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly ownerPid?: number | undefined;
}): Promise<OwnKafka> {
  const { dataDir, log, ownerPid = process.pid } = options;
  const began = Date.now();
  await mkdir(dataDir, { recursive: true });
  const held = claim(join(dataDir, 'owner.lock'), ownerPid);
  try {
    const { id, port } = (await kept(dataDir)) ?? (await create(dataDir, log));
    await start(id);
    log(`Kafka is ready on 127.0.0.1:${port} (${((Date.now() - began) / 1000).toFixed(1)} s).`);
    return {
      brokers: [`127.0.0.1:${port}`],
      kind: 'docker',
      async stop() {
        await docker('stop', '--time', '4', id);
        held.release();
      },
      async kill() {
        await docker('kill', id);
      },
      async restart() {
        await start(id);
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}

interface Container {
  readonly id: string;
  readonly port: number;
}

const fileOf = (dataDir: string): string => join(dataDir, 'container');

/** The container of an earlier start, unless somebody has removed it. */
async function kept(dataDir: string): Promise<Container | undefined> {
  const [id, port] = (await readFile(fileOf(dataDir), 'utf8').catch(() => '')).split(' ');
  if (id === undefined || port === undefined) return undefined;
  return docker('container', 'inspect', id).then(
    () => ({ id, port: Number(port) }),
    () => undefined,
  );
}

async function create(dataDir: string, log: (line: string) => void): Promise<Container> {
  log(`Starting Kafka in Docker (${IMAGE}; the first time it is fetched).`);
  const port = await freePort();
  const settings = Object.entries({
    NODE_ID: '1',
    PROCESS_ROLES: 'broker,controller',
    LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
    ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    TRANSACTION_STATE_LOG_MIN_ISR: '1',
    GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
    AUTO_CREATE_TOPICS_ENABLE: 'false',
    HEAP_OPTS: '-Xms128m -Xmx512m',
  }).flatMap(([name, value]) => ['--env', `KAFKA_${name}=${value}`]);
  const name = `shelfstream-kafka-${randomUUID().slice(0, 8)}`;
  const id = await docker(
    'create',
    '--name',
    name,
    '--publish',
    `127.0.0.1:${port}:9092`,
    ...settings,
    IMAGE,
  );
  await writeFile(fileOf(dataDir), `${id} ${port}`);
  return { id, port };
}

/** Resolves once the broker serves: Docker itself takes connections to the port long before. */
async function start(id: string): Promise<void> {
  await docker('start', id);
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const state = await docker('inspect', '--format', '{{.State.Running}} {{.State.StartedAt}}', id);
    const [running, since = ''] = state.split(' ');
    const { stdout, stderr } = await run('docker', ['logs', '--since', since, id], {
      maxBuffer: 64 * 1024 * 1024,
    });
    if (stdout.includes('Kafka Server started')) return;
    if (running !== 'true' || Date.now() > deadline) {
      const last = (stdout + stderr).trimEnd().split('\n').slice(-5).join('\n');
      throw new Error(`Kafka did not start in its container (docker logs ${id.slice(0, 12)}):\n${last}`);
    }
    await pause(200);
  }
}

/** What the command wrote. Its failure is told in Docker's own words. */
async function docker(...args: string[]): Promise<string> {
  try {
    return (await run('docker', args, { maxBuffer: 16 * 1024 * 1024 })).stdout.trim();
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    throw new Error(`docker ${args[0]} failed: ${stderr.trim() || message}`, { cause: error });
  }
}
