import type { Command } from 'commander';
import type { Operations } from '#contracts';
import type { Readiness } from '#platform';
import { ApiClient, ProblemAnswer } from '../client.js';
import { ExitCode } from '../errors.js';
import { count } from '../report/progress.js';
import { table } from '../report/table.js';

const SERVICES = ['inventory', 'orders', 'returns', 'notifications'];

/** Adds `status`: what it waits for, what is on its way, what nobody could handle. Exit status 1 while it is not ready. */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description('Show whether all is ready, what waits in outboxes and topics, and dead letters')
    .action(async ({ url, token }: { url: string; token?: string }) => {
      const client = new ApiClient(url, { token });
      await client.connect();
      const ready = await readiness(client.address);
      console.log(readinessLines(ready).join('\n'));
      if (ready.status !== 'ready') process.exitCode = ExitCode.Failed;
      const operations = await Promise.all(SERVICES.map((service) => operationsOf(client, service)));
      console.log(`\n${statusTable(operations.filter((one) => one !== undefined))}`);
    });
}

/** Asked without patience: that it is not ready is an answer. */
async function readiness(address: string): Promise<Readiness> {
  const answer = await fetch(`${address}/health/ready`);
  return (await answer.json()) as Readiness;
}

function readinessLines({ status, checks }: Readiness): string[] {
  const down = Object.entries(checks).filter(([, check]) => check.status === 'down');
  if (status === 'ready') return [`Ready: ${count(Object.keys(checks).length)} checks pass.`];
  return ['Not ready:', ...down.map(([name, { detail = 'no answer' }]) => `  ${name}: ${detail}`)];
}

/** Undefined where the service is not at this address, or cannot say. */
async function operationsOf(client: ApiClient, service: string): Promise<Operations | undefined> {
  try {
    return await client.get<Operations>(`/${service}/v1/operations`);
  } catch (error) {
    if (error instanceof ProblemAnswer && error.status === 404) return undefined;
    throw error;
  }
}

/** A line for each service; consumer groups are named where something waits. */
export function statusTable(services: readonly Operations[]): string {
  return table(
    ['service', 'outbox', 'oldest', 'behind', 'dead letters'],
    services.map(({ service, outbox, consumers, deadLetters }) => [
      service,
      count(outbox.messages),
      `${(outbox.oldestAgeMs / 1_000).toFixed(1)} s`,
      listed(
        consumers.flatMap(({ group, lag }) =>
          lag === 0 ? [] : [`${group}: ${lag === null ? 'unknown' : count(lag)}`],
        ),
      ),
      listed(deadLetters.map((letter) => `${letter.group}: ${count(letter.count)} ${letter.status}`)),
    ]),
  );
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));
