import { type Command, Option } from 'commander';
import {
  type DeadLetterDetail,
  type DeadLetterPage,
  DeadLetterStatus,
  type ReplayAccepted,
} from '#contracts';
import { ApiClient } from '../client.js';
import { CliError } from '../errors.js';
import { count } from '../report/progress.js';
import { table } from '../report/table.js';

interface ServiceOptions {
  url: string;
  token?: string;
  service: string;
}

/** Adds `dlq list`, `dlq show` and `dlq replay`: messages that a consumer group could not handle. */
export function addDeadLetters(program: Command): void {
  const dlq = program.command('dlq').description('Messages that a consumer group could not handle');

  serviceCommand(dlq, 'list', 'List dead letters, newest first')
    .option('--group <group>', 'only of this consumer group, such as inventory.record-sales')
    .option('--topic <topic>', 'only from this topic')
    .addOption(new Option('--status <status>', 'only in this state').choices(DeadLetterStatus.options))
    .option('--limit <n>', 'at most so many, 1 to 500', '50')
    .action(
      async (
        options: ServiceOptions & { group?: string; topic?: string; status?: string; limit: string },
      ) => {
        const { group, topic, status, limit } = options;
        const client = await connected(options);
        const page = await client.get<DeadLetterPage>(base(options), { group, topic, status, limit });
        if (page.items.length === 0) {
          console.log('No dead letters.');
          return;
        }
        console.log(
          table(
            ['id', 'status', 'group', 'topic', 'offset', 'attempts', 'reason'],
            page.items.map((letter) => [
              letter.deadLetterId,
              letter.status,
              letter.group,
              letter.topic,
              `${letter.partition}/${letter.offset}`,
              String(letter.attempts),
              `${letter.reason.code}: ${letter.reason.detail}`,
            ]),
          ),
        );
        if (page.nextCursor !== null)
          console.log('There are more: raise --limit, or narrow by --group, --topic, --status.');
      },
    );

  serviceCommand(dlq, 'show', 'Show one dead letter with its message')
    .argument('<id>', 'from dlq list')
    .action(async (id: string, options: ServiceOptions) => {
      const client = await connected(options);
      const letter = await client.get<DeadLetterDetail>(`${base(options)}/${encodeURIComponent(id)}`);
      console.log(JSON.stringify(letter, null, 2));
    });

  serviceCommand(dlq, 'replay', 'Give a dead letter, or all of a group, to that group again, and to no other')
    .argument('[id]', 'from dlq list')
    .option('--group <group>', 'all dead letters of this consumer group')
    .action(async (id: string | undefined, options: ServiceOptions & { group?: string }) => {
      const { group } = options;
      if ((id === undefined) === (group === undefined)) {
        throw new CliError('Say which: one id from dlq list, or --group for all of a consumer group.');
      }
      const client = await connected(options);
      if (id !== undefined) {
        await client.post<DeadLetterDetail>(`${base(options)}/${encodeURIComponent(id)}/replay`);
        console.log(`Replaying ${id}; dlq show ${id} tells how it went.`);
      } else {
        const { replaying } = await client.post<ReplayAccepted>(`${base(options)}/replay`, { group });
        console.log(`Replaying ${count(replaying)} dead letters of ${group}; dlq list tells which remain.`);
      }
    });
}

const serviceCommand = (parent: Command, name: string, description: string): Command =>
  parent.command(name).description(description).option('--service <name>', 'whose dead letters', 'inventory');

const base = ({ service }: ServiceOptions): string => `/${encodeURIComponent(service)}/v1/dead-letters`;

async function connected({ url, token }: ServiceOptions): Promise<ApiClient> {
  const client = new ApiClient(url, { token });
  await client.connect();
  return client;
}
