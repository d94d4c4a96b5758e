import type { Channel } from '#contracts';
import { Metrics } from '#platform';
import { OutboxRelay } from '#messaging';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { NotificationsSettings } from '../../config.js';
import { DeliveryMetrics } from '../../deliveries/delivery-metrics.js';
import { DeliveryQueue } from '../../deliveries/delivery-queue.js';
import {
  DeliveryWorker,
  type DeliveryWorkerOptions,
  type Outcome,
} from '../../deliveries/delivery-worker.js';
import { MessageDispatcher } from '../../deliveries/message-dispatcher.js';
import { MessageWriter } from '../../deliveries/message-writer.js';
import { WebhookDispatcher } from '../../deliveries/webhook-dispatcher.js';
import { NOTIFICATIONS } from '../../persistence/schema.js';
import { LogProvider } from '../../providers/log-provider.js';
import type { MailProvider, TextProvider } from '../../providers/provider.js';
import { SmtpProvider } from '../../providers/smtp-provider.js';
import { TwilioProvider } from '../../providers/twilio-provider.js';
import { SETTINGS } from '../../settings-token.js';
import { WebhookClient } from '../../webhooks/webhook-client.js';

const CONCURRENCY = { email: 5, sms: 5, webhook: 16 };

/**
 * Sends what is due: mails, text messages and webhooks each for themselves, so that one that is slow does not hold up the
 * others. Any number of replicas may do so at once.
 */
@Injectable()
export class SendDeliveries implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly workers: readonly DeliveryWorker[];
  private readonly mails: MailProvider;
  private readonly texts: TextProvider;

  constructor(
    @InjectDataSource(NOTIFICATIONS) dataSource: DataSource,
    @Inject(SETTINGS) settings: NotificationsSettings,
    writer: MessageWriter,
    relay: OutboxRelay,
    metrics: Metrics,
  ) {
    const queue = new DeliveryQueue(dataSource, settings.leaseMs);
    const { smtp, twilio, messages, webhooks, pollMs } = settings;
    this.mails = smtp === undefined ? new LogProvider('mail') : new SmtpProvider(smtp.url, smtp.from);
    this.texts = twilio === undefined ? new LogProvider('text message') : new TwilioProvider(twilio);
    const told = new DeliveryMetrics(metrics, dataSource);
    const common = {
      queue,
      pollMs,
      finished: (channel: Channel, status: string) => {
        told.finished(channel, status);
        relay.wake();
      },
      tried: (channel: Channel, kind: Outcome['kind'], seconds: number) => told.tried(channel, kind, seconds),
    };
    const worker = (options: Omit<DeliveryWorkerOptions, keyof typeof common>) =>
      new DeliveryWorker({ ...common, ...options });
    const message = (channel: 'email' | 'sms') =>
      worker({
        channel,
        dispatcher: new MessageDispatcher(channel, queue, writer, this.mails, this.texts),
        retry: messages.retry,
        concurrency: CONCURRENCY[channel],
      });
    const client = new WebhookClient(webhooks);
    this.workers = [
      message('email'),
      message('sms'),
      worker({
        channel: 'webhook',
        dispatcher: new WebhookDispatcher(dataSource, queue, client, settings),
        retry: webhooks.retry,
        concurrency: CONCURRENCY.webhook,
      }),
    ];
  }

  onApplicationBootstrap(): void {
    for (const worker of this.workers) worker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    this.mails.close();
    this.texts.close();
  }
}
