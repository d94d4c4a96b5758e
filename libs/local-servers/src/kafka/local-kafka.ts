import { findDocker, startDockerKafka } from './docker-kafka.js';
import { findJavaAndMaven, startJavaKafka } from './java-kafka.js';
import type { KafkaSecurity, LocalKafka, OwnKafka } from './running-kafka.js';

export interface LocalKafkaOptions {
  /** Where the broker keeps its topics between starts. */
  readonly dataDir: string;
  /** `host:port`, several separated by commas: then nothing is started. */
  readonly givenBrokers?: string | undefined;
  /** The process that the broker belongs to; by default this one. Another's id hands it over. */
  readonly ownerPid?: number;
  /** Gets what a person waiting for the start wants to read. */
  readonly log?: (line: string) => void;
}

export interface OwnKafkaOptions extends LocalKafkaOptions {
  /** Where clients are told to find the broker, if not at its own port: a proxy's. By Java alone. */
  readonly advertisedPort?: number;
}

/** No broker can be had on this machine; the message names the three ways to have one. */
export class NoKafkaError extends Error {
  override readonly name = 'NoKafkaError';

  constructor(lacking: { readonly docker: string; readonly java: string }) {
    super(
      'There is no Kafka broker. There are three ways to have one:\n' +
        '  1. set KAFKA_BROKERS=host:port to a cluster of yours (it is not set);\n' +
        `  2. run Docker, which starts one in a container (${lacking.docker});\n` +
        `  3. install Java 17 or newer and Maven, which start Apache Kafka here (${lacking.java}).`,
    );
  }
}

/**
 * The cluster that KAFKA_BROKERS names, else one started here: by Java with Apache Kafka from Maven Central, or in
 * Docker. It listens on 127.0.0.1 only.
 *
 * @throws NoKafkaError
 */
export async function startLocalKafka(options: LocalKafkaOptions): Promise<LocalKafka> {
  const { givenBrokers, log = () => {} } = options;
  if (givenBrokers !== undefined && givenBrokers !== '') {
    return {
      brokers: givenBrokers.split(',').map((broker) => broker.trim()),
      kind: 'given',
      stop: async () => {},
    };
  }
  return startOwnKafka({ ...options, log });
}

/** A broker of the caller's own, whatever KAFKA_BROKERS says. @throws NoKafkaError */
export async function startOwnKafka(options: OwnKafkaOptions): Promise<OwnKafka> {
  const { dataDir, ownerPid, advertisedPort, log = () => {} } = options;
  if ((await wayToKafka()) === 'java') return startJavaKafka({ dataDir, log, ownerPid, advertisedPort });
  return startDockerKafka({ dataDir, log, ownerPid });
}

/** A broker of the caller's own that speaks TLS to one user alone; by Java. @throws NoKafkaError */
export async function startSecuredKafka(
  options: Pick<LocalKafkaOptions, 'dataDir' | 'log'>,
  secured: KafkaSecurity,
): Promise<OwnKafka> {
  const { lacking } = await findJavaAndMaven();
  if (lacking !== undefined) throw new NoKafkaError({ docker: 'not used for TLS', java: lacking });
  return startJavaKafka({ dataDir: options.dataDir, log: options.log ?? (() => {}), secured });
}

/**
 * How this machine can run a broker: by Java where it can (docs/adr/0015), else in Docker.
 *
 * @throws NoKafkaError
 */
export async function wayToKafka(env = process.env): Promise<'java' | 'docker'> {
  const java = await findJavaAndMaven(env);
  if (java.lacking === undefined) return 'java';
  const docker = await findDocker(env);
  if (docker.lacking === undefined) return 'docker';
  throw new NoKafkaError({ docker: docker.lacking, java: java.lacking });
}
