import { sqlMigration } from '#service';

/** Contacts, what is known of places and items, stock alerts, webhooks, deliveries. */
export const Notifications1764028800001 = sqlMigration('Notifications1764028800001', {
  up: [
    `CREATE TABLE notifications.contact (
      customer_id text COLLATE "C" NOT NULL,
      name text,
      email text,
      phone text,
      locale text NOT NULL,
      channels text[] NOT NULL,
      consents text[] NOT NULL,
      quiet_hours jsonb,
      back_in_stock_withdrawn_at timestamptz,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT contact_channels CHECK (channels <@ ARRAY['email', 'sms']),
      CONSTRAINT contact_locale CHECK (locale IN ('zh-CN', 'en')),
      CONSTRAINT contact_pk PRIMARY KEY (customer_id)
    )`,
    `CREATE TABLE notifications.store_contact (
      location_id text COLLATE "C" NOT NULL,
      email text,
      phone text,
      locale text NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT store_contact_locale CHECK (locale IN ('zh-CN', 'en')),
      CONSTRAINT store_contact_pk PRIMARY KEY (location_id)
    )`,
    `CREATE TABLE notifications.location (
      location_id text COLLATE "C" NOT NULL,
      name text NOT NULL,
      address text,
      latitude double precision,
      longitude double precision,
      time_zone text NOT NULL,
      opening_hours jsonb,
      updated_at timestamptz NOT NULL,
      CONSTRAINT location_pk PRIMARY KEY (location_id)
    )`,
    `CREATE TABLE notifications.item (
      sku text COLLATE "C" NOT NULL,
      name text,
      updated_at timestamptz NOT NULL,
      CONSTRAINT item_pk PRIMARY KEY (sku)
    )`,
    `CREATE TABLE notifications.stock_alert (
      stock_alert_id uuid NOT NULL,
      customer_id text COLLATE "C" NOT NULL,
      sku text COLLATE "C" NOT NULL,
      location_id text COLLATE "C",
      status text NOT NULL,
      created_at timestamptz NOT NULL,
      told_at timestamptz,
      CONSTRAINT stock_alert_status CHECK (status IN ('waiting', 'told')),
      CONSTRAINT stock_alert_told CHECK ((status = 'told') = (told_at IS NOT NULL)),
      CONSTRAINT stock_alert_pk PRIMARY KEY (stock_alert_id)
    )`,
    // Every level event asks for it, and it holds those alone that still wait.
    `CREATE INDEX stock_alert_waiting ON notifications.stock_alert (sku) WHERE status = 'waiting'`,
    // Asking twice is asking once. NULLS NOT DISTINCT would need PostgreSQL 15.
    `CREATE UNIQUE INDEX stock_alert_once ON notifications.stock_alert (customer_id, sku, location_id)
      WHERE status = 'waiting' AND location_id IS NOT NULL`,
    `CREATE UNIQUE INDEX stock_alert_once_anywhere ON notifications.stock_alert (customer_id, sku)
      WHERE status = 'waiting' AND location_id IS NULL`,
    `CREATE INDEX stock_alert_customer ON notifications.stock_alert (customer_id, stock_alert_id)`,
    `CREATE TABLE notifications.webhook (
      webhook_id uuid NOT NULL,
      url text NOT NULL,
      event_types text[] NOT NULL,
      sealed_secret text NOT NULL,
      status text NOT NULL,
      disabled_reason text,
      failing_since timestamptz,
      created_at timestamptz NOT NULL,
      CONSTRAINT webhook_status CHECK (status IN ('enabled', 'disabled')),
      CONSTRAINT webhook_disabled CHECK ((status = 'disabled') = (disabled_reason IS NOT NULL)),
      CONSTRAINT webhook_pk PRIMARY KEY (webhook_id)
    )`,
    `CREATE TABLE notifications.delivery (
      delivery_id uuid NOT NULL,
      event_id text COLLATE "C" NOT NULL,
      event_type text NOT NULL,
      occurred_at timestamptz NOT NULL,
      template text NOT NULL,
      channel text NOT NULL,
      recipient text COLLATE "C" NOT NULL,
      customer_id text COLLATE "C",
      location_id text COLLATE "C",
      webhook_id uuid,
      about text COLLATE "C",
      data jsonb NOT NULL,
      status text NOT NULL,
      attempts integer NOT NULL,
      claims integer NOT NULL,
      last_error text,
      next_attempt_at timestamptz,
      sent_at timestamptz,
      created_at timestamptz NOT NULL,
      CONSTRAINT delivery_attempts CHECK (attempts >= 0 AND claims >= 0),
      CONSTRAINT delivery_channel CHECK (channel IN ('email', 'sms', 'webhook')),
      CONSTRAINT delivery_due CHECK ((status = 'pending') = (next_attempt_at IS NOT NULL)),
      CONSTRAINT delivery_recipient CHECK (num_nonnulls(customer_id, location_id, webhook_id) = 1),
      CONSTRAINT delivery_sent CHECK ((status = 'sent') = (sent_at IS NOT NULL)),
      CONSTRAINT delivery_status CHECK (status IN ('pending', 'sent', 'failed', 'suppressed')),
      CONSTRAINT delivery_once UNIQUE (event_id, template, channel, recipient),
      CONSTRAINT delivery_pk PRIMARY KEY (delivery_id)
    )`,
    `CREATE INDEX delivery_next ON notifications.delivery (channel, next_attempt_at) WHERE status = 'pending'`,
    `CREATE INDEX delivery_next_of_webhook ON notifications.delivery (webhook_id, next_attempt_at)
      WHERE status = 'pending'`,
    `CREATE INDEX delivery_pending_about ON notifications.delivery (about) WHERE status = 'pending'`,
    `CREATE INDEX delivery_customer ON notifications.delivery (customer_id, delivery_id)
      WHERE customer_id IS NOT NULL`,
    `CREATE INDEX delivery_location ON notifications.delivery (location_id, delivery_id)
      WHERE location_id IS NOT NULL`,
    `CREATE INDEX delivery_webhook ON notifications.delivery (webhook_id, delivery_id)
      WHERE webhook_id IS NOT NULL`,
    `CREATE INDEX delivery_unsent ON notifications.delivery (status, delivery_id)
      WHERE status = ANY (ARRAY['pending'::text, 'failed'::text, 'suppressed'::text])`,
  ],
  down: [
    'DROP TABLE notifications.delivery',
    'DROP TABLE notifications.webhook',
    'DROP TABLE notifications.stock_alert',
    'DROP TABLE notifications.item',
    'DROP TABLE notifications.location',
    'DROP TABLE notifications.store_contact',
    'DROP TABLE notifications.contact',
  ],
});
