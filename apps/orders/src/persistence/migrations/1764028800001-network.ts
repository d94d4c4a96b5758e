import { sqlMigration } from '#service';

/** What orders knows of the network that it sources from: its own view of locations, stock levels and items. */
export const Network1764028800001 = sqlMigration('Network1764028800001', {
  up: [
    `CREATE TABLE orders.location (
      location_id text COLLATE "C" NOT NULL,
      name text NOT NULL,
      kind text NOT NULL,
      latitude double precision,
      longitude double precision,
      time_zone text NOT NULL,
      address text,
      capabilities text[] NOT NULL,
      safety_stock integer NOT NULL,
      daily_order_capacity integer,
      opening_hours jsonb,
      markdown_risk double precision,
      handling_cost double precision,
      updated_at timestamptz NOT NULL,
      revision integer NOT NULL DEFAULT 1,
      CONSTRAINT location_coordinates CHECK ((latitude IS NULL) = (longitude IS NULL)),
      CONSTRAINT location_kind CHECK (kind IN ('store', 'warehouse')),
      CONSTRAINT location_pk PRIMARY KEY (location_id)
    )`,
    // Read by SKU and written by key: one index serves both. Room in the pages keeps its updates out of the index.
    `CREATE TABLE orders.stock_level (
      sku text COLLATE "C" NOT NULL,
      location_id text COLLATE "C" NOT NULL,
      available integer NOT NULL,
      on_hand integer NOT NULL,
      sequence bigint NOT NULL,
      CONSTRAINT stock_level_available CHECK (available >= 0),
      CONSTRAINT stock_level_pk PRIMARY KEY (sku, location_id)
    ) WITH (fillfactor = 80)`,
    `CREATE TABLE orders.item (
      sku text COLLATE "C" NOT NULL,
      name text,
      gtin text,
      updated_at timestamptz NOT NULL,
      CONSTRAINT item_pk PRIMARY KEY (sku)
    )`,
  ],
  down: ['DROP TABLE orders.item', 'DROP TABLE orders.stock_level', 'DROP TABLE orders.location'],
});
