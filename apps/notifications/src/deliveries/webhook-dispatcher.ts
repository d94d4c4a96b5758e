import { inTransaction } from '#persistence';
import { unseal } from '#platform';
import type { DataSource } from 'typeorm';
import type { NotificationsSettings } from '../config.js';
import { scrub } from '../domain/scrub.js';
import { SECRET_PURPOSE } from '../webhooks/secret.js';
import { EndpointGone, type WebhookClient } from '../webhooks/webhook-client.js';
import type { ClaimedDelivery, DeliveryQueue } from './delivery-queue.js';
import type { Dispatcher, Outcome } from './delivery-worker.js';
import { endDeliveries } from './end-deliveries.js';

/** To one endpoint at once: a slow one takes no more than its share. */
const PER_ENDPOINT = 4;

interface Endpoint {
  url: string;
  sealed_secret: string;
  status: 'enabled' | 'disabled';
  failing_since: Date | null;
}

/** Sends events to endpoints, and disables those that answer 410 or have failed for days. */
export class WebhookDispatcher implements Dispatcher {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: DeliveryQueue,
    private readonly client: WebhookClient,
    private readonly settings: Pick<NotificationsSettings, 'sealingSecret' | 'webhooks'>,
  ) {}

  claim(limit: number, inHand: readonly ClaimedDelivery[]): Promise<ClaimedDelivery[]> {
    const perEndpoint = new Map<string, number>();
    for (const { webhookId } of inHand) {
      if (webhookId !== null) perEndpoint.set(webhookId, (perEndpoint.get(webhookId) ?? 0) + 1);
    }
    const busy = [...perEndpoint].filter(([, count]) => count >= PER_ENDPOINT).map(([id]) => id);
    return this.queue.claimForWebhooks(limit, PER_ENDPOINT, busy);
  }

  async dispatch(delivery: ClaimedDelivery, signal: AbortSignal): Promise<Outcome> {
    const [endpoint] = (await this.dataSource.query(
      'SELECT url, sealed_secret, status, failing_since FROM notifications.webhook WHERE webhook_id = $1',
      [delivery.webhookId],
    )) as Endpoint[];
    if (endpoint === undefined) return { kind: 'suppressed', reason: 'webhook_removed' };
    if (endpoint.status === 'disabled') return { kind: 'failed', error: 'webhook_disabled', permanent: true };
    const secret = unseal(this.settings.sealingSecret, SECRET_PURPOSE, endpoint.sealed_secret);
    if (secret === undefined) {
      return {
        kind: 'failed',
        error: 'SEALING_SECRET is not the one that its secret was sealed with',
        permanent: false,
      };
    }
    const { eventId: id, eventType: type, occurredAt, data } = delivery;
    try {
      await this.client.send({ url: endpoint.url, secret, id, type, occurredAt, data }, signal);
    } catch (error) {
      const text = scrub((error as Error).message, []);
      if (error instanceof EndpointGone) {
        await this.disable(delivery, 'The endpoint answered 410: it wants no more events');
        return { kind: 'failed', error: text, permanent: true };
      }
      if (!signal.aborted) await this.noteFailure(delivery, endpoint.failing_since);
      return { kind: 'failed', error: text, permanent: false };
    }
    if (endpoint.failing_since !== null) {
      await this.dataSource.query(
        'UPDATE notifications.webhook SET failing_since = NULL WHERE webhook_id = $1',
        [delivery.webhookId],
      );
    }
    return { kind: 'sent' };
  }

  private async noteFailure(delivery: ClaimedDelivery, failingSince: Date | null): Promise<void> {
    const { disableAfterMs } = this.settings.webhooks;
    if (failingSince === null) {
      await this.dataSource.query(
        'UPDATE notifications.webhook SET failing_since = now() WHERE webhook_id = $1 AND failing_since IS NULL',
        [delivery.webhookId],
      );
    } else if (Date.now() - failingSince.getTime() > disableAfterMs) {
      const hours = Math.round(disableAfterMs / 3_600_000);
      await this.disable(delivery, `The endpoint has taken nothing for ${hours} hours`);
    }
  }

  /** What still waits for it is given up until the endpoint is enabled again. */
  private async disable({ webhookId, deliveryId }: ClaimedDelivery, reason: string): Promise<void> {
    await inTransaction(this.dataSource, async (tx) => {
      await tx.query(
        `UPDATE notifications.webhook SET status = 'disabled', disabled_reason = $2
         WHERE webhook_id = $1 AND status = 'enabled'`,
        [webhookId, reason],
      );
      await endDeliveries(
        tx,
        { status: 'failed', reason: 'webhook_disabled' },
        { where: 'webhook_id = $3 AND delivery_id <> $4', parameters: [webhookId, deliveryId] },
        new Date(),
      );
    });
  }
}
