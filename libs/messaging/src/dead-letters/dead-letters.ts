import type { DataSource } from 'typeorm';
import type { DeadLetter, DeadLetterDetail, DeadLetterQuery, DeadLetterStatus } from '#contracts';
import { quoted } from '#persistence';

/** Why a dead letter cannot be replayed or discarded. */
export interface DeadLetterRefusal {
  readonly code:
    'dead_letter_not_found' | 'dead_letter_parked' | 'dead_letter_resolved' | 'dead_letter_replaying';
  readonly detail: string;
}

export type DeadLetterFilter = Omit<DeadLetterQuery, 'cursor'> & { readonly before?: string };

/**
 * A service's dead letters, for its operators. A replay goes to the letter's own group and to no other: the letter
 * is marked, and the replayer of a process that serves the group handles it through the same consumer.
 */
export class DeadLetters {
  private readonly table: string;

  constructor(
    private readonly dataSource: DataSource,
    schema: string,
    /** Called when there is something to replay. */
    private readonly wakeReplayer: () => void,
  ) {
    this.table = `${quoted(schema)}.dead_letter`;
  }

  /** A page of the letters, newest first: those with a smaller id than `before`. */
  async list(query: DeadLetterFilter): Promise<{ items: DeadLetter[]; more: boolean }> {
    const rows = (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM ${this.table}
       WHERE ($1::text IS NULL OR consumer_group = $1) AND ($2::text IS NULL OR topic = $2)
         AND ($3::text IS NULL OR status = $3) AND ($4::bigint IS NULL OR id < $4)
       ORDER BY id DESC LIMIT $5`,
      [query.group ?? null, query.topic ?? null, query.status ?? null, query.before ?? null, query.limit + 1],
    )) as LetterRow[];
    return { items: rows.slice(0, query.limit).map(summary), more: rows.length > query.limit };
  }

  async show(id: string): Promise<DeadLetterDetail | undefined> {
    const [row] = (await this.dataSource.query(`SELECT ${COLUMNS}, value FROM ${this.table} WHERE id = $1`, [
      id,
    ])) as (LetterRow & { value: Buffer })[];
    return row && { ...summary(row), headers: row.headers, ...valueOf(row.value) };
  }

  /** How many letters of each group are in each of the statuses that need somebody. */
  async unresolved(): Promise<{ group: string; status: DeadLetterStatus; count: number }[]> {
    return (await this.dataSource.query(
      `SELECT consumer_group AS group, status, count(*)::int AS count FROM ${this.table}
       WHERE status IN ('dead', 'parked', 'replaying') GROUP BY consumer_group, status ORDER BY 1, 2`,
    )) as { group: string; status: DeadLetterStatus; count: number }[];
  }

  /** Sends one dead letter to its group again. Its later, parked messages follow by themselves, in order. */
  async replay(id: string): Promise<DeadLetterRefusal | undefined> {
    return this.move(id, ['dead', 'replaying'], 'replaying');
  }

  /** Sends all dead letters of the group to it again; returns how many. */
  async replayGroup(group: string): Promise<number> {
    const [, moved] = (await this.dataSource.query(
      `UPDATE ${this.table} SET status = 'replaying', claimed_until = NULL, updated_at = now()
       WHERE consumer_group = $1 AND status = 'dead'`,
      [group],
    )) as [unknown, number];
    this.wakeReplayer();
    return moved;
  }

  /** Gives the letter up for good. Messages that are parked behind it go on. */
  async discard(id: string): Promise<DeadLetterRefusal | undefined> {
    return this.move(id, ['dead', 'parked', 'discarded'], 'discarded');
  }

  private async move(
    id: string,
    from: readonly DeadLetterStatus[],
    to: DeadLetterStatus,
  ): Promise<DeadLetterRefusal | undefined> {
    const [, moved] = (await this.dataSource.query(
      `UPDATE ${this.table} SET status = $3, updated_at = now() WHERE id = $1 AND status = ANY($2::text[])`,
      [id, from, to],
    )) as [unknown, number];
    this.wakeReplayer();
    if (moved > 0) return undefined;
    const [row] = (await this.dataSource.query(`SELECT status FROM ${this.table} WHERE id = $1`, [id])) as {
      status: DeadLetterStatus;
    }[];
    return refusal(id, row?.status);
  }
}

const COLUMNS = `id, consumer_group, topic, partition, "offset", message_key, headers, status, reason_code,
  reason_detail, attempts, produced_at, created_at, updated_at`;

interface LetterRow {
  id: string;
  consumer_group: string;
  topic: string;
  partition: number;
  offset: string;
  message_key: string | null;
  headers: Record<string, string>;
  status: DeadLetterStatus;
  reason_code: string;
  reason_detail: string;
  attempts: number;
  produced_at: Date;
  created_at: Date;
  updated_at: Date;
}

function summary(row: LetterRow): DeadLetter {
  return {
    deadLetterId: row.id,
    group: row.consumer_group,
    topic: row.topic,
    partition: row.partition,
    offset: row.offset,
    key: row.message_key,
    eventId: row.headers.ce_id ?? null,
    eventType: row.headers.ce_type ?? null,
    status: row.status,
    reason: { code: row.reason_code, detail: row.reason_detail },
    attempts: row.attempts,
    producedAt: row.produced_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function valueOf(value: Buffer): { valueText: string | null; valueBase64: string } {
  const valueBase64 = value.toString('base64');
  try {
    return { valueText: new TextDecoder('utf-8', { fatal: true }).decode(value), valueBase64 };
  } catch {
    return { valueText: null, valueBase64 };
  }
}

function refusal(id: string, status: DeadLetterStatus | undefined): DeadLetterRefusal {
  switch (status) {
    case undefined:
      return { code: 'dead_letter_not_found', detail: `There is no dead letter ${id}` };
    case 'parked':
      return {
        code: 'dead_letter_parked',
        detail:
          'It waits behind an earlier message of its key: replay or discard that one, and it follows by itself',
      };
    case 'replaying':
      return { code: 'dead_letter_replaying', detail: 'It is being replayed: look again in a moment' };
    default:
      return { code: 'dead_letter_resolved', detail: `It is ${status} already: there is nothing left to do` };
  }
}
