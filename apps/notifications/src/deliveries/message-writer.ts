import type { Consent, Locale, QuietHours } from '#contracts';
import { sqlArray } from '#persistence';
import { pickupCode } from '#platform';
import type { DataSource } from 'typeorm';
import type { NotificationsSettings } from '../config.js';
import { mayTell, mayTellStore, type Permission, type Reachable } from '../domain/permission.js';
import { isTemplate, type Template } from '../domain/templates.js';
import { type RenderedMail, Templates } from '../rendering/templates.js';
import { type BackInStock, type KnownLocation, referencesIn } from '../rendering/view.js';
import type { ClaimedDelivery } from './delivery-queue.js';

/** Whom a message is for, looked up at the moment of sending. */
export interface Recipient {
  readonly locale: Locale;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly permission: (now: Date) => Permission;
}

type Addressed = Pick<ClaimedDelivery, 'template' | 'customerId' | 'locationId' | 'data'> & {
  readonly channel: string;
};

/** Finds whom a message is for, and writes it in their language. Neither is kept anywhere. */
export class MessageWriter {
  private templates: Promise<Templates> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Pick<NotificationsSettings, 'pickupCodeSecret' | 'shopName' | 'mapUrl'>,
  ) {}

  async recipientOf(delivery: Addressed): Promise<Recipient> {
    return delivery.customerId === null ? this.store(delivery) : this.customer(delivery);
  }

  async mail(delivery: Addressed, recipient: Pick<Recipient, 'locale' | 'name'>): Promise<RenderedMail> {
    const { templates, template, context } = await this.prepare(delivery, recipient);
    return templates.mail(template, delivery.data, context);
  }

  async text(delivery: Addressed, recipient: Pick<Recipient, 'locale' | 'name'>): Promise<string> {
    const { templates, template, context } = await this.prepare(delivery, recipient);
    return templates.sms(template, delivery.data, context);
  }

  private async customer(delivery: Addressed): Promise<Recipient> {
    const [row] = (await this.dataSource.query(
      `SELECT name, email, phone, locale, channels, consents, quiet_hours AS "quietHours",
         back_in_stock_withdrawn_at AS "backInStockWithdrawnAt"
       FROM notifications.contact WHERE customer_id = $1`,
      [delivery.customerId],
    )) as (Reachable & {
      name: string | null;
      locale: Locale;
      consents: Consent[];
      quietHours: QuietHours | null;
    })[];
    const template = templateOf(delivery);
    const { askedAt } = delivery.data as Partial<BackInStock>;
    return {
      ...(row ?? NOBODY),
      permission: (now) =>
        mayTell(row, {
          template,
          channel: channelOf(delivery),
          now,
          askedAt: template === 'back_in_stock' && askedAt !== undefined ? new Date(askedAt) : null,
        }),
    };
  }

  private async store(delivery: Addressed): Promise<Recipient> {
    const [row] = (await this.dataSource.query(
      'SELECT email, phone, locale FROM notifications.store_contact WHERE location_id = $1',
      [delivery.locationId],
    )) as { email: string | null; phone: string | null; locale: Locale }[];
    return {
      ...NOBODY,
      ...row,
      permission: () => mayTellStore(row, channelOf(delivery)),
    };
  }

  private async prepare(delivery: Addressed, { locale, name }: Pick<Recipient, 'locale' | 'name'>) {
    const template = templateOf(delivery);
    const { skus, locationIds } = referencesIn(delivery.data);
    const [itemNames, locations, templates] = await Promise.all([
      this.itemNames(skus),
      this.locations(locationIds),
      this.compiled(),
    ]);
    const { pickupCodeSecret, shopName, mapUrl } = this.settings;
    const context = {
      locale,
      name,
      shop: shopName,
      itemNames,
      locations,
      pickupCode: (fulfillmentId: string, version: number) =>
        pickupCode(pickupCodeSecret, fulfillmentId, version),
      mapUrl: (place: string) => mapUrl.replaceAll('{place}', encodeURIComponent(place)),
    };
    return { templates, template, context };
  }

  /** Compiled when the first message is written; a failure is not kept. */
  private compiled(): Promise<Templates> {
    this.templates ??= Templates.load().catch((error: unknown) => {
      this.templates = undefined;
      throw error;
    });
    return this.templates;
  }

  private async itemNames(skus: readonly string[]): Promise<Map<string, string>> {
    if (skus.length === 0) return new Map();
    const rows = (await this.dataSource.query(
      'SELECT sku, name FROM notifications.item WHERE sku = ANY($1::text[]) AND name IS NOT NULL',
      [sqlArray(skus)],
    )) as { sku: string; name: string }[];
    return new Map(rows.map(({ sku, name }) => [sku, name]));
  }

  private async locations(ids: readonly string[]): Promise<Map<string, KnownLocation>> {
    if (ids.length === 0) return new Map();
    const rows = (await this.dataSource.query(
      `SELECT location_id AS "locationId", name, address, latitude, longitude, time_zone AS "timeZone",
         opening_hours AS "openingHours"
       FROM notifications.location WHERE location_id = ANY($1::text[])`,
      [sqlArray(ids)],
    )) as (KnownLocation & { locationId: string })[];
    return new Map(rows.map(({ locationId, ...place }) => [locationId, place]));
  }
}

const NOBODY = { locale: 'en' as Locale, name: null, email: null, phone: null };

function templateOf({ template }: Addressed): Template {
  if (!isTemplate(template)) throw new Error(`There is no template ${template}`);
  return template;
}

const channelOf = ({ channel }: Addressed): 'email' | 'sms' => (channel === 'sms' ? 'sms' : 'email');
