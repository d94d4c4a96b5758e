import type { Webhook, WebhookInput, WebhookPage, WebhookQuery } from '#contracts';
import { OutboxRelay } from '#messaging';
import { inTransaction, Where } from '#persistence';
import {
  Clock,
  type IdempotencyContext,
  idempotencyId,
  idempotencyInsert,
  idempotencyParameters,
  page,
  ProblemException,
  readIdempotency,
  type Replayable,
  seal,
  traceparentNow,
  uuidv7,
  workContext,
} from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import type { NotificationsSettings } from '../../config.js';
import { endDeliveries } from '../../deliveries/end-deliveries.js';
import { eventDelivery, insertDeliveries } from '../../deliveries/write-deliveries.js';
import { NOTIFICATIONS, SCHEMA } from '../../persistence/schema.js';
import { SETTINGS } from '../../settings-token.js';
import { newSecret, SECRET_PURPOSE } from '../../webhooks/secret.js';
import { resolveTarget, TargetRefused } from '../../webhooks/target.js';
import { uuidCursor } from '../uuid-cursor.js';

interface WebhookRow {
  webhook_id: string;
  url: string;
  event_types: string[];
  status: Webhook['status'];
  disabled_reason: string | null;
  failing_since: Date | null;
  created_at: Date;
}

const COLUMNS = 'webhook_id, url, event_types, status, disabled_reason, failing_since, created_at';

/** The type of the event that `POST /webhooks/{id}/test` sends. */
const TEST_EVENT = 'notifications.webhook-test.v1';

/** The endpoints of other systems. Their secrets are sealed, and shown once. */
@Injectable()
export class Webhooks {
  constructor(
    @InjectDataSource(NOTIFICATIONS) private readonly dataSource: DataSource,
    @Inject(SETTINGS) private readonly settings: NotificationsSettings,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds an endpoint. Refuses one that leads into a private network (`webhook_target_not_allowed`); one that cannot be
   * found yet is taken. The answer that is kept under an idempotency key leaves the secret out.
   */
  async add(input: WebhookInput, key: IdempotencyContext | undefined): Promise<Replayable<Webhook>> {
    await this.mustBeAllowed(input.url);
    return inTransaction(this.dataSource, async (tx) => {
      const kept = key && (await keptAnswer(tx, key));
      if (kept !== undefined) return { status: 201, body: kept, replayed: true };
      const secret = input.secret ?? newSecret();
      const [row] = (await tx.query(
        `INSERT INTO notifications.webhook (webhook_id, url, event_types, sealed_secret, status, created_at)
         VALUES ($1, $2, $3, $4, 'enabled', $5) RETURNING ${COLUMNS}`,
        [
          uuidv7(),
          input.url,
          [...new Set(input.eventTypes)],
          seal(this.settings.sealingSecret, SECRET_PURPOSE, secret),
          this.clock.now(),
        ],
      )) as WebhookRow[];
      if (row === undefined) throw new Error('A webhook that was saved is not there');
      const webhook = webhookView(row);
      if (key !== undefined) {
        const answer = { ...key, status: 201, body: JSON.stringify(webhook) };
        await tx.query(idempotencyInsert(SCHEMA, 1), idempotencyParameters([answer]));
      }
      return { status: 201, body: { ...webhook, secret }, replayed: false };
    });
  }

  async find(webhookId: string): Promise<Webhook | undefined> {
    const [row] = (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM notifications.webhook WHERE webhook_id = $1`,
      [webhookId],
    )) as WebhookRow[];
    return row && webhookView(row);
  }

  /** A page of the endpoints, newest first. */
  async page({ limit, cursor }: WebhookQuery): Promise<WebhookPage> {
    const where = new Where();
    if (cursor !== undefined) where.and('webhook_id < ?', uuidCursor(cursor));
    const rows = (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM notifications.webhook ${where} ORDER BY webhook_id DESC LIMIT ${limit + 1}`,
      where.values,
    )) as WebhookRow[];
    return page(rows, limit, webhookView, (row) => [row.webhook_id]);
  }

  /** Removes the endpoint; what waits for it is not sent. False when there is none. */
  async remove(webhookId: string): Promise<boolean> {
    const removed = await inTransaction(this.dataSource, async (tx) => {
      const [, count] = (await tx.query('DELETE FROM notifications.webhook WHERE webhook_id = $1', [
        webhookId,
      ])) as [unknown, number];
      await endDeliveries(
        tx,
        { status: 'suppressed', reason: 'webhook_removed' },
        { where: 'webhook_id = $3', parameters: [webhookId] },
        this.clock.now(),
      );
      return count > 0;
    });
    this.relay.wake();
    return removed;
  }

  /** Sends to the endpoint again, beginning with what was given up when it was disabled. */
  async enable(webhookId: string): Promise<Webhook | undefined> {
    return inTransaction(this.dataSource, async (tx) => {
      const [[row]] = (await tx.query(
        `UPDATE notifications.webhook SET status = 'enabled', disabled_reason = NULL, failing_since = NULL
         WHERE webhook_id = $1 RETURNING ${COLUMNS}`,
        [webhookId],
      )) as [WebhookRow[], number];
      if (row === undefined) return undefined;
      await tx.query(
        `UPDATE notifications.delivery SET status = 'pending', attempts = 0, next_attempt_at = $2, last_error = NULL
         WHERE webhook_id = $1 AND status = 'failed' AND last_error = 'webhook_disabled'`,
        [webhookId, this.clock.now()],
      );
      return webhookView(row);
    });
  }

  /** Sends an event to the endpoint that says nothing but that it is a test. */
  async test(webhookId: string): Promise<string | undefined> {
    const id = uuidv7();
    const time = this.clock.now();
    const event = {
      id,
      type: TEST_EVENT,
      time,
      data: { webhookId },
      correlationId: workContext()?.correlationId ?? null,
      traceparent: traceparentNow() ?? null,
    };
    return inTransaction(this.dataSource, async (tx) => {
      const found = (await tx.query('SELECT FROM notifications.webhook WHERE webhook_id = $1 FOR SHARE', [
        webhookId,
      ])) as unknown[];
      if (found.length === 0) return undefined;
      await insertDeliveries(tx, [eventDelivery(event, webhookId)]);
      const [row] = (await tx.query('SELECT delivery_id FROM notifications.delivery WHERE event_id = $1', [
        id,
      ])) as { delivery_id: string }[];
      return row?.delivery_id;
    });
  }

  private async mustBeAllowed(url: string): Promise<void> {
    try {
      await resolveTarget(new URL(url).hostname, this.settings.webhooks.allowPrivate);
    } catch (error) {
      if (!(error instanceof TargetRefused)) throw error;
      if (error.code === 'webhook_host_not_found') return;
      throw new ProblemException({
        status: 400,
        code: error.code,
        detail: error.message,
        errors: [{ path: 'url', message: error.message }],
      });
    }
  }
}

async function keptAnswer(tx: QueryRunner, key: IdempotencyContext): Promise<Webhook | undefined> {
  const row = (await readIdempotency(tx, SCHEMA, [key])).get(idempotencyId(key));
  if (row === undefined) return undefined;
  if (row.requestHash !== key.requestHash) {
    throw new ProblemException({
      status: 422,
      code: 'idempotency_key_reused',
      detail: 'This Idempotency-Key was used with another request. Use a new key for a new request.',
    });
  }
  return JSON.parse(row.body) as Webhook;
}

const webhookView = (row: WebhookRow): Webhook => ({
  webhookId: row.webhook_id,
  url: row.url,
  eventTypes: row.event_types,
  status: row.status,
  disabledReason: row.disabled_reason,
  failingSince: row.failing_since?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
});
