import { Logger } from '@nestjs/common';
import { backoffMs, sleep } from '../../backoff.js';
import { describe } from '../../consume/failure.js';
import { PostgresSession } from '../../postgres-session.js';
import { GROUPS_CHANNEL, MESSAGES_CHANNEL, SESSION_LOCK_CLASS } from './schema.js';

/** What a reader wants to know from the transport's session. */
export interface SessionObserver {
  /** Messages were published to these partitions; null: nobody knows to which, look at all. */
  published(topic: string | null, partitions: readonly number[] | null): void;
  /** Members or partitions of the group changed. */
  groupChanged(group: string, topic: string): void;
  /** There is a session (again); its number stands for this process in every group. */
  sessionUp(session: number): void;
  /** The session is gone: others may take the partitions. */
  sessionDown(): void;
}

const RECONNECT = { firstMs: 50, capMs: 1_000 };

/**
 * The transport's one standing connection. It hears the notifications, and the advisory lock that it holds shows
 * every other process that this one is alive.
 */
export class SessionKeeper {
  private readonly logger = new Logger('PostgresTransport');
  private readonly observers = new Set<SessionObserver>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private current: PostgresSession | undefined;
  private number: number | undefined;

  constructor(
    private readonly url: string,
    private readonly applicationName: string,
  ) {}

  /** Tells the observer about the session as it is now, and from now on. */
  add(observer: SessionObserver): void {
    this.observers.add(observer);
    this.running ??= this.run();
    if (this.number !== undefined) observer.sessionUp(this.number);
  }

  remove(observer: SessionObserver): void {
    this.observers.delete(observer);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.current?.close();
    await this.running;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      try {
        const session = await PostgresSession.connect(this.url, `${this.applicationName}-session`);
        this.current = session;
        const number = await this.open(session);
        if (failures > 0) this.logger.log('Connected to PostgreSQL again');
        failures = 0;
        this.number = number;
        for (const observer of this.observers) observer.sessionUp(number);
        await session.lost;
      } catch (error) {
        if (failures++ === 0)
          this.logger.warn(`PostgreSQL cannot be reached, trying again: ${describe(error)}`);
      } finally {
        this.number = undefined;
        await this.current?.close();
        for (const observer of this.observers) observer.sessionDown();
      }
      if (!this.stopping.signal.aborted)
        await sleep(backoffMs(RECONNECT, failures + 1), this.stopping.signal);
    }
  }

  private async open({ client }: PostgresSession): Promise<number> {
    client.on('notification', ({ channel, payload = '' }) => this.notified(channel, payload));
    await client.query(`LISTEN ${MESSAGES_CHANNEL}; LISTEN ${GROUPS_CHANNEL}`);
    const { rows } = await client.query<{ session: number }>(
      `SELECT nextval('messaging.session_number')::int AS session`,
    );
    const { session } = rows[0]!;
    await client.query('SELECT pg_advisory_lock($1, $2)', [SESSION_LOCK_CLASS, session]);
    return session;
  }

  private notified(channel: string, payload: string): void {
    const [first = '', second = ''] = payload.split(' ');
    for (const observer of this.observers) {
      if (channel === GROUPS_CHANNEL) observer.groupChanged(first, second);
      else observer.published(first, second.split(',').map(Number));
    }
  }
}
