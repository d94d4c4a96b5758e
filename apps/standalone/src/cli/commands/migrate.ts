import { Logger } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import type { Prerequisite } from '#platform';
import type { ServiceDefinition } from '#service';
import { databaseFromEnvironment, kafkaOf } from '../connections.js';
import { CliError, ExitCode } from '../errors.js';
import { untilInterrupted } from '../interrupt.js';
import { plural } from '../report/progress.js';

interface MigrateOptions {
  topics: boolean;
  brokers?: string;
  wait: number;
}

/**
 * Adds `migrate`: the schemas of all or of some services in `DATABASE_URL`, and the topics. Several may run at once, and
 * services may run meanwhile: one does the work and the others find it done.
 */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description(
      'Bring the database in DATABASE_URL up to date, and the topics; safe to run again, and at once',
    )
    .argument('[services...]', 'only the schemas of these services; default: all')
    .option('--no-topics', 'leave the topics alone: somebody else creates them')
    .option('--brokers <host:port,...>', 'the cluster (default: KAFKA_BROKERS)', process.env['KAFKA_BROKERS'])
    .option('--wait <seconds>', 'how long PostgreSQL and Kafka may take to answer', seconds, 60)
    .action(migrate);
}

async function migrate(
  names: readonly string[],
  { topics, brokers = '', wait }: MigrateOptions,
): Promise<void> {
  const url = await databaseFromEnvironment();
  if (topics && brokers === '')
    throw new CliError('Name the cluster in KAFKA_BROKERS or with --brokers host:port, or say --no-topics.');

  // Loaded here, because it is all of Shelfstream and no other command needs it.
  const { SERVICES } = await import('../../services.js');
  const chosen = chosenFrom(
    SERVICES.map(({ service }) => service),
    names,
  );
  // What the connections say of their troubles is told here in one line.
  Logger.overrideLogger(false);
  const interrupted = untilInterrupted('Stopping; what has run stays. Once more ends it at once.');
  const { databasePrerequisite, createServiceDataSource } = await import('#service');
  for (const service of chosen) {
    const dataSource = createServiceDataSource(service, { url, poolSize: 3 });
    let ran: readonly string[] = [];
    const schema = databasePrerequisite(service, dataSource, { migrate: true, ran: (done) => (ran = done) });
    try {
      await met(schema, interrupted, wait);
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
    }
    console.log(
      `${service.name}: ${ran.length === 0 ? 'up to date' : `ran ${plural(ran.length, 'migration')} (${ran.join(', ')})`}`,
    );
  }
  if (topics) await makeTopics(brokers, interrupted, wait);
}

async function makeTopics(brokers: string, interrupted: AbortSignal, wait: number): Promise<void> {
  const [{ KafkaTransport }, { ALL_TOPICS }] = await Promise.all([import('#messaging'), import('#service')]);
  const transport = new KafkaTransport({ ...(await kafkaOf(brokers)), clientId: 'shelfstream-migrate' });
  try {
    const counts = new Map<string, number>();
    const meet = async () => {
      for (const { change } of await transport.ensureTopics(ALL_TOPICS))
        counts.set(change, (counts.get(change) ?? 0) + 1);
    };
    await met({ name: 'topics', meet }, interrupted, wait);
    const changes = [...counts].map(([change, n]) => `${n} ${change.replaceAll('_', ' ')}`);
    console.log(`topics: ${changes.join(', ')}`);
  } finally {
    await transport.close();
  }
}

/** Tries until it is met or time is up, and says on stderr what it waits for. */
async function met(prerequisite: Prerequisite, interrupted: AbortSignal, wait: number): Promise<void> {
  const { untilMet, WaitingLog } = await import('#platform');
  const log = new WaitingLog((line) => console.error(line));
  const signal = AbortSignal.any([interrupted, AbortSignal.timeout(wait * 1_000)]);
  let last = '';
  const waiting = (reason: string) => {
    last = reason;
    log.waiting(prerequisite.name, reason);
  };
  try {
    await untilMet(prerequisite, { signal, waiting });
    log.met(prerequisite.name);
  } catch (error) {
    if (interrupted.aborted) throw new CliError('Stopped before everything was done.', ExitCode.Interrupted);
    if (!signal.aborted) throw error;
    throw new CliError(`${prerequisite.name} given up after ${wait} s. ${last}`);
  }
}

function chosenFrom(services: readonly ServiceDefinition[], names: readonly string[]): ServiceDefinition[] {
  const known = services.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new CliError(`There is no service ${unknown}; there are ${known.join(', ')}.`);
  return services.filter(({ name }) => names.length === 0 || names.includes(name));
}

function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 86_400) throw new InvalidArgumentError('It must be 0 to 86400 seconds.');
  return value;
}
