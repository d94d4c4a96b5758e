import { setTimeout as pause } from 'node:timers/promises';
import type { OutboundMessage } from '#messaging';
import { PersistentClient } from './persistent-client.js';
import type { System } from './system.js';
import { patiently } from './patiently.js';

/** A busy machine takes its time: too late is what never comes. */
const QUIET_WITHIN_MS = 300_000;

/** Asks whether everything works: every replica, both ways in, and all the way to another service's view. */
export class Probe {
  private rounds = 0;

  private constructor(
    private readonly system: System,
    private readonly publish: (messages: readonly OutboundMessage[]) => Promise<void>,
    private readonly id: string,
  ) {}

  static async start(
    system: System,
    inventory: PersistentClient,
    publish: (messages: readonly OutboundMessage[]) => Promise<void>,
    id: string,
  ): Promise<Probe> {
    await inventory.ask('PUT', `/inventory/v1/locations/${id}`, { name: id, kind: 'store' });
    await inventory.ask('PUT', `/inventory/v1/items/${id}`, { name: id });
    return new Probe(system, publish, id);
  }

  /** Resolves once a receipt went in at every replica, a sale by the topic, and orders has seen both. */
  async throughEverything(): Promise<void> {
    this.rounds += 1;
    const round = `${this.id}-${this.rounds}`;
    const occurredAt = new Date(Date.now() - 60_000).toISOString();
    const level = { locationId: this.id, sku: this.id };
    for (const [i, { url }] of this.system.inventory.entries()) {
      const movement = { movementId: `${round}-${i}`, type: 'receipt', ...level, quantity: 1, occurredAt };
      await new PersistentClient([url]).ask('POST', '/inventory/v1/movements', { movements: [movement] });
    }
    const lines = [{ lineId: '1', sku: this.id, quantity: 1 }];
    const value = JSON.stringify({ saleId: round, locationId: this.id, occurredAt, lines });
    await patiently('a sale is taken by the broker', async () => {
      await this.publish([{ topic: 'pos.sales.v1', key: this.id, headers: {}, value }]);
      return true;
    });
    await patiently('a sale of the topic and its effect are seen by orders', async () => {
      const rows = await this.query(
        `SELECT FROM inventory.stock_movement m JOIN orders.stock_level o USING (location_id, sku)
         WHERE m.movement_id = concat_ws('/', 'sale', $1::text, $2::text, '1') AND o.sequence >= m.sequence`,
        [this.id, round],
      );
      return rows.length > 0;
    });
  }

  /**
   * When nothing is asked for any more: every event has left the outboxes, orders' view is the ledger's, no message is
   * among the dead letters. What is not so after five minutes, in words.
   */
  async allQuiet(): Promise<string[]> {
    const deadline = Date.now() + QUIET_WITHIN_MS;
    for (;;) {
      const wrong = await this.query<{ what: string }>(
        `SELECT schema || ' has ' || count || ' events in its outbox' AS what
         FROM (SELECT 'inventory' AS schema, count(*) FROM inventory.outbox
               UNION ALL SELECT 'orders', count(*) FROM orders.outbox) o WHERE count > 0
         UNION ALL
         SELECT schema || ' has the dead letter ' || topic || ': ' || reason_code || ' ' || reason_detail
         FROM (SELECT 'inventory' AS schema, topic, reason_code, reason_detail FROM inventory.dead_letter
               UNION ALL SELECT 'orders', topic, reason_code, reason_detail FROM orders.dead_letter) d
         UNION ALL
         SELECT concat('orders knows ', location_id, '/', sku, ' at ', o.sequence, ', the ledger is at ', l.sequence)
         FROM inventory.stock_level l LEFT JOIN orders.stock_level o USING (location_id, sku)
         WHERE l.sequence > 0 AND (o.sequence, o.on_hand) IS DISTINCT FROM (l.sequence, l.on_hand)`,
      );
      if (wrong.length === 0 || Date.now() > deadline) return wrong.slice(0, 20).map(({ what }) => what);
      await pause(250);
    }
  }

  private query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.system.dataSource.query(sql, parameters);
  }
}
