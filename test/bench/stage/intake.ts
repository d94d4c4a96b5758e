import {
  type InboundMessage,
  PostgresTransport,
  type RunningSubscription,
  ServiceMessaging,
} from '#messaging';
import { type Sale, TOPICS } from '#contracts';
import type { DataSource } from 'typeorm';
import { StockBatcher } from '../../../apps/inventory/src/batching/stock-batcher.js';
import { RecordSales } from '../../../apps/inventory/src/features/record-sales/record-sales.js';
import { SCHEMA } from '../../../apps/inventory/src/persistence/schema.js';
import { OnPosSale } from '../../../apps/inventory/src/subscriptions/on-pos-sale.js';

export const GROUP = 'inventory.record-sales';
const TOPIC = 'pos.sales.v1';
const TOGETHER = 1_000;

/** The service's own way in, its relay left out: sales wait on the topic, and are taken to the outbox. */
export class Intake {
  private constructor(
    private readonly transport: PostgresTransport,
    private readonly messaging: ServiceMessaging,
    private readonly batcher: StockBatcher,
  ) {}

  static async open(url: string, dataSource: DataSource): Promise<Intake> {
    const transport = new PostgresTransport({ url });
    await transport.ensureTopics(TOPICS.map((topic) => ({ ...topic })));
    const messaging = new ServiceMessaging({ name: 'inventory', schema: SCHEMA, dataSource, transport });
    return new Intake(transport, messaging, new StockBatcher({ dataSource }));
  }

  async publish(sales: readonly Sale[]): Promise<void> {
    for (let i = 0; i < sales.length; i += TOGETHER) {
      await this.transport.publish(
        sales.slice(i, i + TOGETHER).map((sale) => ({
          topic: TOPIC,
          key: sale.locationId,
          headers: {},
          value: JSON.stringify(sale),
        })),
      );
    }
  }

  /** Takes what is on the topic, once `begin` has come; `taken` is told how many sales were committed each time. */
  consume(taken: (sales: number) => void, begin: Promise<void>): Promise<RunningSubscription> {
    const handler = new OnPosSale(new RecordSales(this.batcher), this.batcher);
    const consumer = this.messaging.consumer(
      { topic: TOPIC, group: GROUP, poison: 'skip', batchSize: TOGETHER },
      async (payload) => {
        await begin;
        const outcomes = await handler.record(payload as InboundMessage[]);
        const dead = outcomes.find((outcome) => outcome.status === 'dead');
        if (dead !== undefined) throw new Error(`A sale was not recorded: ${JSON.stringify(dead)}`);
        taken(outcomes.length);
        return outcomes;
      },
    );
    return this.transport.subscribe(
      { topic: TOPIC, group: GROUP, batchSize: TOGETHER, concurrency: 4 },
      consumer,
    );
  }

  async close(): Promise<void> {
    await this.batcher.stop();
    await this.transport.close();
  }
}
