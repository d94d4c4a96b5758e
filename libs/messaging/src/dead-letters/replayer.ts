import { Logger } from '@nestjs/common';
import type { DataSource, QueryRunner } from 'typeorm';
import { quoted } from '#persistence';
import { Wakeup, sleep } from '../backoff.js';
import { describe } from '../consume/failure.js';
import type { GroupConsumer } from '../consume/group-consumer.js';
import type { InboundMessage } from '../transport/transport.js';

const POLL_MS = 1_000;
const CLAIM_SECONDS = 60;
const LATER_SECONDS = 2;
const CLAIMED_AT_ONCE = 50;

/**
 * Handles marked dead letters through the consumers of this process, and then what was parked behind them, in
 * order per key. Any number of replicas may run it: a letter is claimed for a while, and the inbox sees to it
 * that a letter whose claim ran out takes effect once.
 */
export class DeadLetterReplayer {
  private readonly logger = new Logger('DeadLetterReplayer');
  private readonly table: string;
  private readonly alarm = new Wakeup();
  private consumers = new Map<string, GroupConsumer>();
  private stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    schema: string,
  ) {
    this.table = `${quoted(schema)}.dead_letter`;
  }

  /** Begins to replay letters of these consumers' groups, and of no others. */
  start(consumers: readonly GroupConsumer[]): void {
    this.consumers = new Map(
      consumers.map((consumer) => [
        address(consumer.subscription.group, consumer.subscription.topic),
        consumer,
      ]),
    );
    if (this.running || consumers.length === 0) return;
    this.stopping = new AbortController();
    this.running = this.run();
  }

  /** Finishes the letter at work. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.alarm.wake();
    await this.running;
    this.running = undefined;
  }

  wake(): void {
    this.alarm.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const letters = await this.claim();
        for (const letter of letters) {
          if (this.stopping.signal.aborted) await this.postpone(letter, 0);
          else await this.replay(letter);
        }
        if (letters.length === 0) await this.alarm.wait(POLL_MS);
      } catch (error) {
        this.logger.warn(`Dead letters cannot be replayed at the moment: ${describe(error)}`);
        await sleep(POLL_MS, this.stopping.signal);
      }
    }
  }

  private async claim(): Promise<ClaimedLetter[]> {
    const groups = [...this.consumers.values()].map((consumer) => consumer.subscription.group);
    const [rows] = (await this.dataSource.query(
      `UPDATE ${this.table} SET status = 'replaying', claimed_until = now() + make_interval(secs => ${CLAIM_SECONDS}),
         updated_at = now()
       WHERE id IN (
         SELECT id FROM ${this.table} letter
         WHERE consumer_group = ANY($1::text[]) AND status IN ('replaying', 'parked')
           AND (claimed_until IS NULL OR claimed_until < now())
           AND NOT EXISTS (
             SELECT FROM ${this.table} earlier
             WHERE earlier.consumer_group = letter.consumer_group AND earlier.topic = letter.topic
               AND earlier.message_key = letter.message_key AND earlier.id < letter.id
               AND (earlier.status IN ('replaying', 'parked') OR (earlier.status = 'dead' AND letter.status = 'parked')))
         ORDER BY id LIMIT ${CLAIMED_AT_ONCE} FOR UPDATE SKIP LOCKED)
       RETURNING id, consumer_group, topic, partition, "offset", message_key, headers, value, produced_at`,
      [groups],
    )) as [ClaimedLetter[], number];
    return rows.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  }

  private async replay(letter: ClaimedLetter): Promise<void> {
    const consumer = this.consumers.get(address(letter.consumer_group, letter.topic));
    if (!consumer) return this.postpone(letter, CLAIM_SECONDS);
    const close = (tx: QueryRunner) =>
      tx.query(
        `UPDATE ${this.table} SET status = 'replayed', attempts = attempts + 1, claimed_until = NULL, updated_at = now()
         WHERE id = $1 AND status = 'replaying'`,
        [letter.id],
      );
    const result = await consumer.replay(messageOf(letter), close as (tx: QueryRunner) => Promise<void>);
    if (result.status === 'later') return this.postpone(letter, LATER_SECONDS);
    if (result.status === 'dead') {
      this.logger.warn(
        `Dead letter ${letter.id} of ${letter.consumer_group} failed again: ${result.reason.code}`,
      );
      await this.dataSource.query(
        `UPDATE ${this.table} SET status = 'dead', attempts = attempts + 1, claimed_until = NULL, updated_at = now(),
           reason_code = $2, reason_detail = $3 WHERE id = $1 AND status = 'replaying'`,
        [letter.id, result.reason.code, result.reason.detail.replaceAll('\0', '\uFFFD')],
      );
    }
  }

  private async postpone(letter: ClaimedLetter, seconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE ${this.table} SET claimed_until = now() + make_interval(secs => $2) WHERE id = $1 AND status = 'replaying'`,
      [letter.id, seconds],
    );
  }
}

interface ClaimedLetter {
  id: string;
  consumer_group: string;
  topic: string;
  partition: number;
  offset: string;
  message_key: string | null;
  headers: Record<string, string>;
  value: Buffer;
  produced_at: Date;
}

const address = (group: string, topic: string) => `${group} ${topic}`;

function messageOf(letter: ClaimedLetter): InboundMessage {
  const { topic, partition, offset, headers, value } = letter;
  return {
    topic,
    partition,
    offset,
    key: letter.message_key,
    headers,
    value,
    timestamp: letter.produced_at.getTime(),
  };
}
