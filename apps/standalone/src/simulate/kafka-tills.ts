import { KafkaTransport } from '#messaging';
import type { SendSales } from './tills.js';

/** Tills on Kafka: `send` resolves when the broker has the sales on all replicas. */
export function kafkaTills(brokers: readonly string[]): { send: SendSales; close(): Promise<void> } {
  const transport = new KafkaTransport({ brokers: [...brokers], clientId: 'shelfstream-simulated-tills' });
  return {
    send: (sales) =>
      transport.publish(
        sales.map((sale) => ({
          topic: 'pos.sales.v1',
          key: sale.locationId,
          headers: {},
          value: JSON.stringify(sale),
        })),
      ),
    close: () => transport.close(),
  };
}
