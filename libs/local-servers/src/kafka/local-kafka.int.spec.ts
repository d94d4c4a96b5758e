import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoKafkaError, startLocalKafka, wayToKafka } from './local-kafka.js';

/** A machine on which these commands answer as they do here, and no others are installed. */
class Machine {
  static async with(commands: Record<string, string>): Promise<Machine> {
    const folder = await mkdtemp(join(tmpdir(), 'shelfstream-machine-'));
    for (const [name, script] of Object.entries(commands)) {
      await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
      await chmod(join(folder, name), 0o755);
    }
    return new Machine(folder);
  }

  private constructor(private readonly folder: string) {}

  way(): Promise<string> {
    return wayToKafka({ PATH: this.folder, XDG_CACHE_HOME: this.folder });
  }

  /** As after a first start: Maven has nothing to fetch any more. */
  async hasKafka(): Promise<void> {
    await mkdir(join(this.folder, 'shelfstream', 'kafka-4.1.1'), { recursive: true });
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

const JAVA_21 = 'echo \'openjdk version "21.0.2" 2024-01-16\' >&2';
const JAVA_11 = 'echo \'openjdk version "11.0.2" 2019-01-15\' >&2';
const MAVEN = 'echo Apache Maven 3.9.9';
const DOCKER = 'echo 28.2.2';
const DOCKER_WITHOUT_ENGINE = 'echo Cannot connect to the Docker daemon >&2; exit 1';

describe('A Kafka of one’s own', () => {
  let machine: Machine | undefined;
  afterEach(async () => {
    await machine?.remove();
    machine = undefined;
  });

  it('runs on Java where there are Java, Maven and Docker', async () => {
    machine = await Machine.with({ java: JAVA_21, mvn: MAVEN, docker: DOCKER });
    expect(await machine.way()).toBe('java');
  });

  it('needs no Maven once Apache Kafka was fetched', async () => {
    machine = await Machine.with({ java: JAVA_21, docker: DOCKER });
    expect(await machine.way()).toBe('docker');
    await machine.hasKafka();
    expect(await machine.way()).toBe('java');
  });

  it('runs in Docker where Java is too old', async () => {
    machine = await Machine.with({ java: JAVA_11, mvn: MAVEN, docker: DOCKER });
    expect(await machine.way()).toBe('docker');
  });

  it('names the three ways to have a broker, and what each lacks here, where there is none', async () => {
    machine = await Machine.with({ java: JAVA_11, docker: DOCKER_WITHOUT_ENGINE });
    const error = await machine.way().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NoKafkaError);
    const { message } = error as NoKafkaError;
    expect(message).toContain('KAFKA_BROKERS=host:port');
    expect(message).toContain('Docker, which starts one in a container (its engine does not answer)');
    expect(message).toContain(
      'Java 17 or newer and Maven, which start Apache Kafka here (java is version 11)',
    );

    await machine.remove();
    machine = await Machine.with({});
    await expect(machine.way()).rejects.toThrow(/docker was not found[\s\S]*java was not found/);
  });

  it('is not started when KAFKA_BROKERS names a cluster', async () => {
    const kafka = await startLocalKafka({ dataDir: '/nowhere', givenBrokers: 'one:9092, two:9092' });
    expect(kafka).toMatchObject({ kind: 'given', brokers: ['one:9092', 'two:9092'] });
    await kafka.stop();
  });
});
