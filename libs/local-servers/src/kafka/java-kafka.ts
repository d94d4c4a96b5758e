import { execFile, spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { claim } from '../claim.js';
import { freePort, freePortNear } from '../ports.js';
import { commandLineOf, endProcess, markOf, type ProcessMark } from '../processes.js';
import type { KafkaSecurity, OwnKafka } from './running-kafka.js';

const run = promisify(execFile);

const KAFKA_VERSION = '4.1.1';
const LEAST_JAVA = 17;
const START_TIMEOUT_MS = 60_000;
/** Cluster ids are 16 bytes in base64url; one broker of one's own needs no other. */
const CLUSTER_ID = 'c2hlbGZzdHJlYW0wMDAwMA';

/** Whether Java and Maven are here, or what is lacking. */
export async function findJavaAndMaven(env = process.env): Promise<{ lacking?: string }> {
  const version = await run('java', ['-version'], { env }).then(
    ({ stderr, stdout }) => Number(/version "(\d+)/.exec(stderr + stdout)?.[1] ?? 0),
    () => 0,
  );
  if (version === 0) return { lacking: 'java was not found' };
  if (version < LEAST_JAVA) return { lacking: `java is version ${version}` };
  if (existsSync(libraries(env))) return {};
  const maven = await run('mvn', ['-version'], { env }).then(
    () => true,
    () => false,
  );
  return maven ? {} : { lacking: 'mvn was not found' };
}

/** Apache Kafka as a process of this machine: one broker and controller in KRaft mode, on 127.0.0.1. */
export async function startJavaKafka(options: {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly ownerPid?: number | undefined;
  readonly secured?: KafkaSecurity | undefined;
  readonly advertisedPort?: number | undefined;
}): Promise<OwnKafka> {
  const { dataDir, log, ownerPid = process.pid, secured, advertisedPort } = options;
  const began = Date.now();
  await mkdir(dataDir, { recursive: true });
  const held = claim(join(dataDir, 'owner.lock'), ownerPid);
  try {
    const libs = await download(log);
    await endLeftover(dataDir, log);
    const settings = join(dataDir, 'server.properties');
    const port = await configure(dataDir, settings, { secured, advertisedPort });
    if (!existsSync(join(dataDir, 'log', 'meta.properties'))) {
      const format = [
        '-cp',
        `${libs}/*`,
        'kafka.tools.StorageTool',
        'format',
        '-t',
        CLUSTER_ID,
        '-c',
        settings,
        ...scramsOf(secured).flatMap((scram) => ['--add-scram', scram]),
      ];
      await run('java', ['-Xmx128m', '-XX:TieredStopAtLevel=1', ...format]);
    }
    let broker = await launch(libs, dataDir, settings, port);
    log(`Kafka is ready on 127.0.0.1:${port} (${((Date.now() - began) / 1000).toFixed(1)} s).`);
    return {
      brokers: [`127.0.0.1:${port}`],
      kind: 'java',
      async stop() {
        await endProcess(broker, [
          { signal: 'SIGTERM', waitMs: 4_000 },
          { signal: 'SIGKILL', waitMs: 2_000 },
        ]);
        held.release();
      },
      async kill() {
        await endProcess(broker, [{ signal: 'SIGKILL', waitMs: 5_000 }]);
      },
      async restart() {
        broker = await launch(libs, dataDir, settings, port);
      },
    };
  } catch (error) {
    held.release();
    throw error;
  }
}

const libraries = (env = process.env): string =>
  join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'shelfstream', `kafka-${KAFKA_VERSION}`);

/** Fetches Apache Kafka through Maven, which knows the user's mirrors. Put in place whole, so a cut one is not kept. */
async function download(log: (line: string) => void): Promise<string> {
  const libs = libraries();
  if (existsSync(libs)) return libs;
  log(`Fetching Apache Kafka ${KAFKA_VERSION} through Maven, once (about 45 MB).`);
  await mkdir(join(libs, '..'), { recursive: true });
  const work = await mkdtemp(`${libs}-`);
  try {
    await writeFile(join(work, 'pom.xml'), POM);
    await run(
      'mvn',
      [
        '-q',
        '-B',
        '-f',
        join(work, 'pom.xml'),
        'dependency:copy-dependencies',
        `-DoutputDirectory=${join(work, 'libs')}`,
      ],
      { maxBuffer: 16 * 1024 * 1024 },
    );
    await rename(join(work, 'libs'), libs).catch((error: unknown) => {
      // Another process was faster: its copy is as good.
      if (!existsSync(libs)) throw error;
    });
    return libs;
  } catch (error) {
    const { stdout = '', message } = error as Error & { stdout?: string };
    const reason = stdout.trim().split('\n').slice(0, 5).join('\n') || message;
    throw new Error(
      `Maven could not fetch Apache Kafka. Check the network and your Maven settings:\n${reason}`,
      {
        cause: error,
      },
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const POM = `<project><modelVersion>4.0.0</modelVersion>
<groupId>shelfstream</groupId><artifactId>local-kafka</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${KAFKA_VERSION}</version></dependency>
</dependencies></project>
`;

/** Ends a broker that a killed run of this folder left behind. */
async function endLeftover(dataDir: string, log: (line: string) => void): Promise<void> {
  const pid = Number(await readFile(join(dataDir, 'kafka.pid'), 'utf8').catch(() => '0'));
  if (pid === 0 || !(commandLineOf(pid) ?? '').includes(join(dataDir, 'server.properties'))) return;
  log('Stopping a Kafka broker that an earlier run left behind.');
  await endProcess(markOf(pid), [
    { signal: 'SIGTERM', waitMs: 5_000 },
    { signal: 'SIGKILL', waitMs: 5_000 },
  ]);
}

/** Writes the broker's settings; the ports of the last start are taken again if they are free. */
async function configure(
  dataDir: string,
  settings: string,
  { secured, advertisedPort }: { secured: KafkaSecurity | undefined; advertisedPort: number | undefined },
): Promise<number> {
  const last = await readFile(settings, 'utf8').catch(() => '');
  const port = await freePortNear(
    Number(/^listeners=\w+:\/\/127\.0\.0\.1:(\d+)/m.exec(last)?.[1]) || undefined,
  );
  const controllerPort = await freePort();
  const protocol = secured === undefined ? 'PLAINTEXT' : 'SASL_SSL';
  await writeFile(
    settings,
    [
      'process.roles=broker,controller',
      'node.id=1',
      `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
      `listeners=${protocol}://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
      `advertised.listeners=${protocol}://127.0.0.1:${advertisedPort ?? port}`,
      'controller.listener.names=CONTROLLER',
      `listener.security.protocol.map=CONTROLLER:PLAINTEXT,${protocol}:${protocol}`,
      `inter.broker.listener.name=${protocol}`,
      ...(secured === undefined ? [] : securityOf(secured)),
      `log.dirs=${join(dataDir, 'log')}`,
      'offsets.topic.replication.factor=1',
      'offsets.topic.num.partitions=8',
      'transaction.state.log.replication.factor=1',
      'transaction.state.log.min.isr=1',
      'group.initial.rebalance.delay.ms=0',
      'group.min.session.timeout.ms=1000',
      'auto.create.topics.enable=false',
      '',
    ].join('\n'),
  );
  return port;
}

const SCRAM = 'SCRAM-SHA-512';

const scramsOf = (secured: KafkaSecurity | undefined): string[] =>
  (secured === undefined ? [] : [secured, ...(secured.users ?? [])]).map(
    ({ username, password }) => `${SCRAM}=[name=${username},password=${password}]`,
  );

function securityOf({ keystoreFile, caFile, username, password, users }: KafkaSecurity): string[] {
  const login = `username="${username}" password="${password}"`;
  return [
    'ssl.keystore.type=PEM',
    `ssl.keystore.location=${keystoreFile}`,
    'ssl.truststore.type=PEM',
    `ssl.truststore.location=${caFile}`,
    `sasl.enabled.mechanisms=${SCRAM}`,
    `sasl.mechanism.inter.broker.protocol=${SCRAM}`,
    `listener.name.sasl_ssl.${SCRAM.toLowerCase()}.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required ${login};`,
    ...(users === undefined
      ? []
      : [
          'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
          // The controller speaks to itself, and to the broker, without a name.
          `super.users=User:${username};User:ANONYMOUS`,
        ]),
  ];
}

async function launch(libs: string, dataDir: string, settings: string, port: number): Promise<ProcessMark> {
  const output = openSync(join(dataDir, 'broker.out'), 'a');
  const child = spawn('java', ['-Xms128m', '-Xmx512m', '-cp', `${libs}/*`, 'kafka.Kafka', settings], {
    stdio: ['ignore', output, output],
    // Ctrl-C of the terminal must not reach it: it is stopped last.
    detached: true,
  });
  child.unref();
  const { pid } = child;
  if (pid === undefined) throw new Error('java could not be started');
  await writeFile(join(dataDir, 'kafka.pid'), String(pid));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`Kafka did not start; see ${join(dataDir, 'broker.out')}`);
    }
    await pause(100);
  }
  return markOf(pid);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
