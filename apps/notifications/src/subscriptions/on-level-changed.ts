import { type EventData, LevelChanged } from '#contracts';
import { allDone, type InboundMessage, type MessageOutcome, type ReceivedEvent, Subscribe } from '#messaging';
import { inTransaction, sqlArray } from '#persistence';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import { type PlannedMessage, writeDeliveries } from '../deliveries/write-deliveries.js';
import { wants } from '../domain/event-types.js';
import { NOTIFICATIONS } from '../persistence/schema.js';
import type { BackInStock } from '../rendering/view.js';
import { readBatch } from './read-batch.js';

type Level = ReceivedEvent<EventData<typeof LevelChanged>>;

/** Clocks of two services need not agree to the second. */
const SKEW = '1 minute';

interface Wanted {
  skus: Set<string>;
  byEndpoint: boolean;
}

/**
 * Every change of every level. Most concern nobody here: one query for a whole batch says whether somebody waits for one
 * of its SKUs, or an endpoint wants them all. A stock alert is told once, because it is told by the statement that takes it;
 * a delivery is there once for its event. So no inbox row is needed.
 */
@Controller()
export class OnLevelChanged {
  constructor(@InjectDataSource(NOTIFICATIONS) private readonly dataSource: DataSource) {}

  @Subscribe({ topic: 'inventory.levels.v1', group: 'notifications.watch-levels', poison: 'skip' })
  async watch(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const wanted = await this.wanted(messages);
    if (wanted.skus.size === 0 && !wanted.byEndpoint) return allDone(messages);
    const { events, outcomes } = readBatch(messages, LevelChanged);
    const back = events.filter(({ data }) => data.available > 0 && wanted.skus.has(data.sku));
    if (back.length > 0 || (wanted.byEndpoint && events.length > 0)) {
      await inTransaction(this.dataSource, async (tx) => {
        const told = back.length === 0 ? new Map<string, PlannedMessage[]>() : await this.take(tx, back);
        await writeDeliveries(
          tx,
          events.map((event) => ({ event, messages: told.get(event.id) ?? [] })),
        );
      });
    }
    return outcomes;
  }

  /** The key names the level, so nothing of a message is read for the question. */
  private async wanted(messages: readonly InboundMessage[]): Promise<Wanted> {
    const skus = new Set(messages.flatMap(({ key }) => skuOf(key) ?? []));
    const [row] = (await this.dataSource.query(
      `SELECT ARRAY(SELECT DISTINCT sku FROM notifications.stock_alert
                    WHERE status = 'waiting' AND sku = ANY($1::text[])) AS skus,
              ARRAY(SELECT unnest(event_types) FROM notifications.webhook WHERE status = 'enabled') AS patterns`,
      [sqlArray([...skus])],
    )) as [{ skus: string[]; patterns: string[] }];
    return { skus: new Set(row.skus), byEndpoint: wants(row.patterns, LevelChanged.type) };
  }

  /** Takes the alerts that wait for one of the levels: whoever takes one tells it. Messages by event. */
  private async take(tx: QueryRunner, levels: readonly Level[]): Promise<Map<string, PlannedMessage[]>> {
    const [rows] = (await tx.query(
      `WITH waiting AS (
         SELECT * FROM notifications.stock_alert WHERE status = 'waiting' AND sku = ANY ($2::text[])
         ORDER BY stock_alert_id FOR UPDATE),
       matching AS (
         SELECT a.stock_alert_id, min(e.event_id) AS event_id FROM waiting a
         JOIN unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) AS e (event_id, sku, location_id, updated_at)
           ON a.sku = e.sku AND (a.location_id IS NULL OR a.location_id = e.location_id)
             AND e.updated_at > a.created_at - interval '${SKEW}'
         GROUP BY a.stock_alert_id)
       UPDATE notifications.stock_alert a SET status = 'told', told_at = now()
       FROM matching m WHERE a.stock_alert_id = m.stock_alert_id
       RETURNING m.event_id, a.customer_id, a.sku, a.location_id, a.created_at`,
      [
        sqlArray(levels.map(({ id }) => id)),
        sqlArray(levels.map(({ data }) => data.sku)),
        sqlArray(levels.map(({ data }) => data.locationId)),
        sqlArray(levels.map(({ data }) => data.updatedAt)),
      ],
    )) as [
      { event_id: string; customer_id: string; sku: string; location_id: string | null; created_at: Date }[],
      number,
    ];
    const told = new Map<string, PlannedMessage[]>();
    for (const row of rows) {
      const data: BackInStock = {
        sku: row.sku,
        locationId: row.location_id,
        askedAt: row.created_at.toISOString(),
      };
      const message: PlannedMessage = {
        template: 'back_in_stock',
        audience: { kind: 'customer', customerId: row.customer_id },
        about: null,
        data,
      };
      told.set(row.event_id, [...(told.get(row.event_id) ?? []), message]);
    }
    return told;
  }
}

/** The SKU of a level's key, `location/sku`, each URL-encoded. */
function skuOf(key: string | null): string | undefined {
  const sku = key?.split('/')[1];
  try {
    return sku === undefined ? undefined : decodeURIComponent(sku);
  } catch {
    return undefined;
  }
}
