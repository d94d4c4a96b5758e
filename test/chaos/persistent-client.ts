import { setTimeout as pause } from 'node:timers/promises';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** An earlier try of it may have had its effect unseen. */
  readonly retried: boolean;
}

const PATIENCE_MS = 300_000;
/** Longer than any fault: whoever gives up earlier may be overtaken by what he gave up. */
const LONGEST_MS = 40_000;
const PAUSE_MS = 150;

/** A client that asks until it is answered, now this replica and now that one. What it asks for must bear its own id. */
export class PersistentClient {
  private calls = 0;

  constructor(private readonly urls: readonly string[]) {}

  /** Throws when nobody has answered for five minutes. */
  async ask(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let tries = 1; ; tries++) {
      const answer = await this.once(method, path, body, { key });
      if (answer !== undefined && !isPassing(answer)) return { ...answer, retried: tries > 1 };
      if (Date.now() > deadline) {
        throw new Error(`${method} ${path} is not answered: ${JSON.stringify(answer?.body)}`);
      }
      await pause(PAUSE_MS);
    }
  }

  /** Asks one replica once; undefined when it did not answer. */
  async once(
    method: string,
    path: string,
    body?: unknown,
    { key, withinMs = LONGEST_MS }: { key?: string | undefined; withinMs?: number } = {},
  ): Promise<Omit<Answer, 'retried'> | undefined> {
    const url = this.urls[this.calls++ % this.urls.length] as string;
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(withinMs),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
    } catch {
      return undefined;
    }
  }
}

/** The service has not judged it: it is busy, or without its database, or the first try of it is still under way. */
export const isPassing = ({ status, body }: Omit<Answer, 'retried'>): boolean =>
  status >= 500 || status === 429 || body['code'] === 'idempotency_in_progress';
