import http from 'node:http';
import https from 'node:https';
import { Webhook } from 'standardwebhooks';
import { NotTaken } from '../providers/provider.js';
import { resolveTarget, type Target, TargetRefused } from './target.js';

/** An event on its way to an endpoint. */
export interface OutgoingEvent {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly data: unknown;
}

export interface WebhookClientOptions {
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
}

/** The endpoint answered 410: it wants no more. */
export class EndpointGone extends Error {
  override readonly name = 'EndpointGone';
}

/**
 * Posts events as Standard Webhooks asks: `webhook-id` (the event's), `webhook-timestamp`, `webhook-signature`, and
 * `{type, timestamp, data}`. Any 2xx is success. The address is looked up, judged, and then used as it is, so that a second
 * look-up cannot lead elsewhere; redirects are not followed, and answers are not read.
 */
export class WebhookClient {
  constructor(private readonly options: WebhookClientOptions) {}

  /** Resolves when the endpoint took the event; throws `EndpointGone`, or `NotTaken`, otherwise. */
  async send(event: OutgoingEvent, signal: AbortSignal): Promise<void> {
    const url = new URL(event.url);
    const body = webhookBody(event);
    const now = new Date();
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Shelfstream',
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(event.secret).sign(event.id, now, body),
    };
    const status = await this.post(url, headers, body, signal);
    if (status === 410) throw new EndpointGone('The endpoint answered 410');
    if (status < 200 || status > 299) throw new NotTaken(`The endpoint answered ${status}`, false);
  }

  private async post(
    url: URL,
    headers: Record<string, string>,
    body: string,
    signal: AbortSignal,
  ): Promise<number> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(this.options.timeoutMs)]);
    try {
      const target = await withDeadline(resolveTarget(url.hostname, this.options.allowPrivate), deadline);
      return await request(url, target, headers, body, deadline);
    } catch (error) {
      if (error instanceof TargetRefused) throw new NotTaken(error.code, false);
      const { code, message, name } = error as { code?: string; message: string; name: string };
      const late = deadline.aborted || name === 'AbortError' || name === 'TimeoutError';
      throw new NotTaken(
        late ? 'The endpoint did not answer in time' : `Not delivered: ${code ?? message}`,
        false,
      );
    }
  }
}

/** The body as it is signed and sent. */
export const webhookBody = ({
  type,
  occurredAt,
  data,
}: Pick<OutgoingEvent, 'type' | 'occurredAt' | 'data'>): string =>
  JSON.stringify({ type, timestamp: occurredAt.toISOString(), data });

function request(
  url: URL,
  { address, family }: Target,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: 'POST',
        headers,
        signal,
        // No agent: no connection is shared with an address that was judged at another time.
        agent: false,
        lookup: (_host, options, found) => {
          if (options.all === true) found(null, [{ address, family }]);
          else found(null, address, family);
        },
      },
      (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.destroy();
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function withDeadline<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DOMException('Too late', 'AbortError'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
