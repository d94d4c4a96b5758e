import type { Command } from 'commander';
import { TOPICS } from '#contracts';
import { kafkaOf } from '../connections.js';
import { CliError } from '../errors.js';
import { table } from '../report/table.js';

/** Adds `topics list` and `topics apply`: the Kafka topics as Shelfstream needs them. */
export function addTopics(program: Command): void {
  const topics = program.command('topics').description('The Kafka topics that Shelfstream reads and writes');

  topics
    .command('list')
    .description('List them as they should be')
    .action(() => {
      console.log(
        table(
          ['topic', 'partitions', 'cleanup', 'kept', 'key', 'written by'],
          TOPICS.map((topic) => [
            topic.name,
            String(topic.partitions),
            topic.cleanup,
            topic.cleanup === 'compact' ? 'newest per key' : `${topic.retentionDays} days`,
            topic.key,
            topic.owner,
          ]),
        ),
      );
    });

  topics
    .command('apply')
    .description('Create what is missing on a cluster, add partitions, set retention; removes nothing')
    .option(
      '--brokers <host:port,...>',
      'the cluster (default: KAFKA_BROKERS); TLS and SASL by KAFKA_SSL, KAFKA_CA_FILE, KAFKA_SASL_...',
    )
    .action(async ({ brokers }: { brokers?: string }) => {
      const given = brokers ?? process.env['KAFKA_BROKERS'];
      if (given === undefined)
        throw new CliError('Name the cluster with --brokers host:port or KAFKA_BROKERS.');
      const [{ KafkaTransport }, { ALL_TOPICS }] = await Promise.all([
        import('#messaging'),
        import('#service'),
      ]);
      const connection = await kafkaOf(given);
      const transport = new KafkaTransport({ ...connection, clientId: 'shelfstream-cli' });
      try {
        const changes = await transport.ensureTopics(ALL_TOPICS);
        console.log(
          table(
            ['topic', 'change'],
            changes.map(({ name, change }) => [name, change.replaceAll('_', ' ')]),
          ),
        );
      } catch (error) {
        throw new CliError(
          `The topics could not be applied on ${connection.brokers}: ${(error as Error).message}`,
        );
      } finally {
        await transport.close();
      }
    });
}
