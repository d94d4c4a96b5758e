import { sqlArray } from '#persistence';
import { uuidv7 } from '#platform';
import type { QueryRunner } from 'typeorm';
import { wants } from '../domain/event-types.js';
import type { Message } from '../domain/messages.js';
import { EVENT_TEMPLATE } from '../domain/templates.js';

/** An event, as far as deliveries are told of it. */
export interface ToldEvent {
  readonly id: string;
  readonly type: string;
  readonly time: Date;
  readonly data: unknown;
  readonly correlationId: string | null;
  /** W3C trace context. */
  readonly traceparent: string | null;
}

/** A message of an event; `data` where it is not the event's own. */
export type PlannedMessage = Message & { readonly data?: unknown };

/** An event with the messages that it gives rise to. Endpoints that want it are found here. */
export interface PlannedEvent {
  readonly event: ToldEvent;
  readonly messages: readonly PlannedMessage[];
}

/** A row of `delivery`, before it is written. */
export interface NewDelivery {
  readonly event: ToldEvent;
  readonly template: string;
  readonly channel: string;
  readonly recipient: { readonly kind: 'customer' | 'store' | 'webhook'; readonly id: string };
  readonly about: string | null;
  readonly data: unknown;
}

/**
 * Writes the deliveries of events in the caller's transaction: one for each event, template, channel and recipient, however
 * often the event comes. Returns how many are new.
 *
 * Whether a message may be sent is judged when it is sent. A customer whom nobody knows yet, or who has turned every
 * channel off, has one delivery by mail, so that it shows why nothing was sent.
 */
export async function writeDeliveries(tx: QueryRunner, planned: readonly PlannedEvent[]): Promise<number> {
  const audiences = planned.flatMap(({ messages }) => messages.map(({ audience }) => audience));
  const rows = (await tx.query(
    `SELECT 'customer' AS kind, customer_id AS id, channels AS list FROM notifications.contact
     WHERE customer_id = ANY($1::text[])
     UNION ALL
     SELECT 'store', location_id,
            array_remove(ARRAY[CASE WHEN email IS NOT NULL THEN 'email' END, CASE WHEN phone IS NOT NULL THEN 'sms' END], NULL)
     FROM notifications.store_contact WHERE location_id = ANY($2::text[])
     UNION ALL
     SELECT 'webhook', webhook_id::text, event_types FROM notifications.webhook WHERE status = 'enabled'`,
    [
      sqlArray(audiences.flatMap((audience) => (audience.kind === 'customer' ? audience.customerId : []))),
      sqlArray(audiences.flatMap((audience) => (audience.kind === 'store' ? audience.locationId : []))),
    ],
  )) as { kind: 'customer' | 'store' | 'webhook'; id: string; list: string[] }[];
  const channels = new Map(rows.map((row) => [`${row.kind}:${row.id}`, row.list]));
  const endpoints = rows.filter(({ kind }) => kind === 'webhook');
  return insertDeliveries(
    tx,
    planned.flatMap(({ event, messages }) => [
      ...messages.flatMap((message) => deliveriesOf(event, message, channels)),
      ...endpoints.filter(({ list }) => wants(list, event.type)).map(({ id }) => eventDelivery(event, id)),
    ]),
  );
}

/** The delivery of an event to an endpoint. What travels sealed between services is nobody else's. */
export const eventDelivery = (event: ToldEvent, webhookId: string): NewDelivery => ({
  event,
  template: EVENT_TEMPLATE,
  channel: 'webhook',
  recipient: { kind: 'webhook', id: webhookId },
  about: null,
  data: unsealed(event.data),
});

function unsealed(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('sealedShipTo' in data)) return data;
  const { sealedShipTo: _, ...rest } = data;
  return rest;
}

function deliveriesOf(
  event: ToldEvent,
  { template, audience, about, data = event.data }: PlannedMessage,
  channels: ReadonlyMap<string, readonly string[]>,
): NewDelivery[] {
  const id = audience.kind === 'customer' ? audience.customerId : audience.locationId;
  const own = channels.get(`${audience.kind}:${id}`) ?? [];
  // A store that gave no address wants no messages.
  const used = own.length === 0 && audience.kind === 'customer' ? ['email'] : own;
  return used.map((channel) => ({
    event,
    template,
    channel,
    recipient: { kind: audience.kind, id },
    about,
    data,
  }));
}

/** Inserts the rows that are not there yet, due at once; returns how many those are. */
export async function insertDeliveries(tx: QueryRunner, rows: readonly NewDelivery[]): Promise<number> {
  if (rows.length === 0) return 0;
  const idOf = (kind: NewDelivery['recipient']['kind']) =>
    sqlArray(rows.map(({ recipient }) => (recipient.kind === kind ? recipient.id : null)));
  const inserted = (await tx.query(
    `INSERT INTO notifications.delivery (delivery_id, event_id, event_type, occurred_at, template, channel, recipient,
       customer_id, location_id, webhook_id, about, data, correlation_id, traceparent, status, attempts, claims, next_attempt_at, created_at)
     SELECT u.*, 'pending', 0, 0, now(), now()
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[],
                 $9::text[], $10::uuid[], $11::text[], $12::jsonb[], $13::text[], $14::text[]) AS u
     ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING RETURNING delivery_id`,
    [
      sqlArray(rows.map(() => uuidv7())),
      sqlArray(rows.map(({ event }) => event.id)),
      sqlArray(rows.map(({ event }) => event.type)),
      sqlArray(rows.map(({ event }) => event.time.toISOString())),
      sqlArray(rows.map(({ template }) => template)),
      sqlArray(rows.map(({ channel }) => channel)),
      sqlArray(rows.map(({ recipient }) => `${recipient.kind}:${recipient.id}`)),
      idOf('customer'),
      idOf('store'),
      idOf('webhook'),
      sqlArray(rows.map(({ about }) => about)),
      sqlArray(rows.map(({ data }) => JSON.stringify(data))),
      sqlArray(rows.map(({ event }) => event.correlationId ?? event.id)),
      sqlArray(rows.map(({ event }) => event.traceparent)),
    ],
  )) as unknown[];
  return inserted.length;
}
