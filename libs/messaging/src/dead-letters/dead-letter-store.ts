import { v7 as uuidv7 } from 'uuid';
import type { QueryRunner } from 'typeorm';
import { quoted, sqlArray } from '#persistence';
import { type PoisonReason, withoutCell } from '../consume/subscription.js';
import { appendToOutbox, type OutboxRow } from '../outbox/outbox.js';
import type { InboundMessage, TopicSpecification } from '../transport/transport.js';

/** A message that its group cannot handle now. */
export interface NewLetter {
  readonly message: InboundMessage;
  readonly reason: PoisonReason;
  /** How often the handler was tried. */
  readonly attempts: number;
}

/** The type of the event that the group's dead letter topic carries. */
export const DEAD_LETTERED = 'messaging.dead-lettered.v1';

/**
 * A dead letter belongs to a group: its topic bears both names. Cells of one service share theirs, for each letter says
 * which group it is of.
 */
export const deadLetterTopic = (topic: string, group: string): string => `${topic}.${withoutCell(group)}.dlq`;

/** The dead letter topic as it must exist. */
export const deadLetterTopicSpecification = (topic: string, group: string): TopicSpecification => ({
  name: deadLetterTopic(topic, group),
  partitions: 1,
  cleanup: 'delete',
  retentionDays: 30,
});

/** One group's dead and parked messages, written in the transaction that the caller has open. */
export class DeadLetterStore {
  constructor(
    private readonly schema: string,
    readonly group: string,
    readonly topic: string,
  ) {}

  /**
   * Records the messages as dead, and announces each on the group's dead letter topic through the outbox of the
   * same transaction: where it stands and why, and not its value, which may speak of a person and is to be erased in
   * one place alone. A message that is recorded already (it was delivered again) is left as it is.
   */
  async bury(tx: QueryRunner, letters: readonly NewLetter[]): Promise<void> {
    const inserted = new Set(await this.insert(tx, 'dead', letters));
    const announcements = letters
      .filter(({ message }) => inserted.has(positionOf(message)))
      .map((letter) => this.announcement(letter));
    await appendToOutbox(tx, this.schema, announcements);
  }

  /** Sets the messages aside behind a dead one of their key. */
  async park(tx: QueryRunner, messages: readonly InboundMessage[]): Promise<void> {
    const reason = { code: 'parked', detail: 'An earlier message of this key is a dead letter' };
    await this.insert(
      tx,
      'parked',
      messages.map((message) => ({ message, reason, attempts: 0 })),
    );
  }

  /** Those of the keys whose messages must wait. */
  async blockedKeys(tx: QueryRunner, keys: readonly string[]): Promise<Set<string>> {
    const rows = (await tx.query(
      `SELECT DISTINCT message_key FROM ${quoted(this.schema)}.dead_letter
       WHERE consumer_group = $1 AND topic = $2 AND message_key = ANY($3::text[])
         AND status IN ('dead', 'parked', 'replaying')`,
      [this.group, this.topic, sqlArray(keys.map(storable))],
    )) as { message_key: string }[];
    const blocked = new Set(rows.map((row) => row.message_key));
    return new Set(keys.filter((key) => blocked.has(storable(key))));
  }

  private async insert(
    tx: QueryRunner,
    status: 'dead' | 'parked',
    letters: readonly NewLetter[],
  ): Promise<string[]> {
    if (letters.length === 0) return [];
    const rows = (await tx.query(
      `INSERT INTO ${quoted(this.schema)}.dead_letter (consumer_group, topic, status, partition, "offset",
         produced_at, message_key, headers, value, reason_code, reason_detail, attempts)
       SELECT $1, $2, $3, * FROM unnest($4::int[], $5::bigint[], $6::timestamptz[], $7::text[], $8::json[],
         $9::bytea[], $10::text[], $11::text[], $12::int[])
       ON CONFLICT ON CONSTRAINT dead_letter_position DO NOTHING
       RETURNING partition, "offset"`,
      [
        this.group,
        this.topic,
        status,
        sqlArray(letters.map(({ message }) => message.partition)),
        sqlArray(letters.map(({ message }) => message.offset)),
        sqlArray(letters.map(({ message }) => new Date(message.timestamp).toISOString())),
        sqlArray(letters.map(({ message }) => (message.key === null ? null : storable(message.key)))),
        sqlArray(letters.map(({ message }) => JSON.stringify(message.headers))),
        sqlArray(letters.map(({ message }) => `\\x${message.value.toString('hex')}`)),
        sqlArray(letters.map(({ reason }) => storable(reason.code))),
        sqlArray(letters.map(({ reason }) => storable(reason.detail))),
        sqlArray(letters.map(({ attempts }) => attempts)),
      ],
    )) as { partition: number; offset: string }[];
    return rows.map(positionOf);
  }

  private announcement({ message, reason, attempts }: NewLetter): OutboxRow {
    const { topic, partition, offset, headers, timestamp } = message;
    const key = message.key === null ? '' : storable(message.key);
    return {
      topic: deadLetterTopic(this.topic, this.group),
      key,
      eventId: uuidv7(),
      type: DEAD_LETTERED,
      subject: storable(headers.ce_id ?? positionOf(message)),
      occurredAt: new Date(),
      correlationId: headers.ce_correlationid === undefined ? null : storable(headers.ce_correlationid),
      causationId: headers.ce_id === undefined ? null : storable(headers.ce_id),
      traceparent: null,
      data: JSON.stringify({
        group: this.group,
        reason,
        attempts,
        message: {
          topic,
          partition,
          offset,
          key: message.key,
          headers,
          timestamp: new Date(timestamp).toISOString(),
        },
      }),
    };
  }
}

function positionOf(message: { partition: number; offset: string }): string {
  return `${message.partition}/${message.offset}`;
}

/** PostgreSQL's text holds every character but NUL, which a foreign producer may well send. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
