import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Catalogue, stock ledger, reservations, counts, transfers. */
export class StockLedger1763942400001 implements MigrationInterface {
  name = 'StockLedger1763942400001';

  async up(tx: QueryRunner): Promise<void> {
    for (const statement of UP) await tx.query(statement);
  }

  async down(tx: QueryRunner): Promise<void> {
    for (const statement of DOWN) await tx.query(statement);
  }
}

const UP = [
  `CREATE TABLE inventory.item (
      sku text COLLATE "C" NOT NULL,
      name text,
      gtin text,
      category text,
      unit text NOT NULL,
      return_window_days integer,
      returnable boolean NOT NULL,
      low_stock_threshold integer,
      attributes jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT item_return_window_days CHECK (return_window_days >= 0),
      CONSTRAINT item_low_stock_threshold CHECK (low_stock_threshold >= 0),
      CONSTRAINT item_pk PRIMARY KEY (sku)
    )`,
  `CREATE INDEX item_category ON inventory.item (category, sku)`,
  `CREATE INDEX item_gtin ON inventory.item (gtin)`,
  `CREATE TABLE inventory.location (
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
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT location_coordinates CHECK ((latitude IS NULL) = (longitude IS NULL)),
      CONSTRAINT location_safety_stock CHECK (safety_stock >= 0),
      CONSTRAINT location_kind CHECK (kind IN ('store', 'warehouse')),
      CONSTRAINT location_pk PRIMARY KEY (location_id)
    )`,
  `CREATE TABLE inventory.pending_sale_line (
      location_id text COLLATE "C" NOT NULL,
      sale_id text COLLATE "C" NOT NULL,
      line_id text COLLATE "C" NOT NULL,
      sku text COLLATE "C" NOT NULL,
      quantity integer NOT NULL,
      occurred_at timestamptz NOT NULL,
      sale jsonb NOT NULL,
      line jsonb NOT NULL,
      content_hash bigint NOT NULL,
      received_at timestamptz NOT NULL,
      CONSTRAINT pending_sale_line_pk PRIMARY KEY (location_id, sale_id, line_id)
    )`,
  `CREATE INDEX pending_sale_line_by_sku ON inventory.pending_sale_line (sku)`,
  `CREATE TABLE inventory.reservation (
      reservation_id text COLLATE "C" NOT NULL,
      reference text NOT NULL,
      status text NOT NULL,
      ttl_seconds integer NOT NULL,
      expires_at timestamptz NOT NULL,
      content_hash bigint NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT reservation_status CHECK (status IN ('active', 'committed', 'fulfilled', 'released', 'expired')),
      CONSTRAINT reservation_pk PRIMARY KEY (reservation_id)
    ) WITH (fillfactor = 80)`,
  `CREATE INDEX reservation_due ON inventory.reservation (expires_at) WHERE status = 'active'`,
  `CREATE TABLE inventory.reservation_line (
      reservation_id text COLLATE "C" NOT NULL,
      line_no integer NOT NULL,
      location_id text COLLATE "C" NOT NULL,
      sku text COLLATE "C" NOT NULL,
      requested integer NOT NULL,
      quantity integer NOT NULL,
      fulfilled integer NOT NULL DEFAULT 0,
      released integer NOT NULL DEFAULT 0,
      CONSTRAINT reservation_line_settled CHECK (fulfilled >= 0 AND released >= 0 AND fulfilled + released <= quantity),
      CONSTRAINT reservation_line_pk PRIMARY KEY (reservation_id, line_no)
    ) WITH (fillfactor = 80)`,
  `CREATE INDEX reservation_line_open ON inventory.reservation_line (location_id, sku) WHERE fulfilled + released < quantity`,
  `CREATE TABLE inventory.stock_count (
      count_id text COLLATE "C" NOT NULL,
      location_id text COLLATE "C" NOT NULL,
      counted_at timestamptz NOT NULL,
      content_hash bigint NOT NULL,
      answer jsonb NOT NULL,
      recorded_at timestamptz NOT NULL,
      CONSTRAINT stock_count_pk PRIMARY KEY (count_id)
    )`,
  `CREATE TABLE inventory.stock_level (
      location_id text COLLATE "C" NOT NULL,
      sku text COLLATE "C" NOT NULL,
      on_hand integer NOT NULL DEFAULT 0,
      reserved integer NOT NULL DEFAULT 0,
      committed integer NOT NULL DEFAULT 0,
      damaged integer NOT NULL DEFAULT 0,
      quality_control integer NOT NULL DEFAULT 0,
      safety_stock integer NOT NULL DEFAULT 0,
      own_safety_stock boolean NOT NULL DEFAULT false,
      incoming integer NOT NULL DEFAULT 0,
      sequence bigint NOT NULL DEFAULT 0,
      counted_at timestamptz,
      updated_at timestamptz NOT NULL,
      CONSTRAINT stock_level_sequence CHECK (sequence >= 0),
      CONSTRAINT stock_level_components CHECK (reserved >= 0 AND committed >= 0 AND damaged >= 0 AND quality_control >= 0 AND safety_stock >= 0 AND incoming >= 0),
      CONSTRAINT stock_level_pk PRIMARY KEY (location_id, sku)
    ) WITH (fillfactor = 70)`,
  `CREATE INDEX stock_level_by_sku ON inventory.stock_level (sku, location_id)`,
  `CREATE TABLE inventory.stock_movement (
      location_id text COLLATE "C" NOT NULL,
      sku text COLLATE "C" NOT NULL,
      sequence bigint NOT NULL,
      movement_id text COLLATE "C" NOT NULL,
      type text NOT NULL,
      quantity integer NOT NULL,
      on_hand_delta integer NOT NULL,
      reserved_delta integer NOT NULL,
      committed_delta integer NOT NULL,
      damaged_delta integer NOT NULL,
      quality_control_delta integer NOT NULL,
      incoming_delta integer NOT NULL,
      on_hand integer NOT NULL,
      reserved integer NOT NULL,
      committed integer NOT NULL,
      damaged integer NOT NULL,
      quality_control integer NOT NULL,
      safety_stock integer NOT NULL,
      incoming integer NOT NULL,
      reason text,
      reference text,
      content_hash bigint,
      occurred_at timestamptz NOT NULL,
      recorded_at timestamptz NOT NULL,
      CONSTRAINT stock_movement_sequence CHECK (sequence > 0),
      CONSTRAINT stock_movement_pk PRIMARY KEY (location_id, sku, sequence)
    )`,
  `CREATE UNIQUE INDEX stock_movement_id ON inventory.stock_movement (movement_id)`,
  `CREATE TABLE inventory.transfer (
      transfer_id text COLLATE "C" NOT NULL,
      from_location_id text COLLATE "C" NOT NULL,
      to_location_id text COLLATE "C" NOT NULL,
      status text NOT NULL,
      reference text,
      content_hash bigint NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT transfer_status CHECK (status IN ('planned', 'shipped', 'partially_received', 'received')),
      CONSTRAINT transfer_pk PRIMARY KEY (transfer_id)
    )`,
  `CREATE TABLE inventory.transfer_line (
      transfer_id text COLLATE "C" NOT NULL,
      sku text COLLATE "C" NOT NULL,
      quantity integer NOT NULL,
      shipped integer NOT NULL DEFAULT 0,
      received integer NOT NULL DEFAULT 0,
      lost integer NOT NULL DEFAULT 0,
      CONSTRAINT transfer_line_settled CHECK (shipped >= 0 AND received >= 0 AND lost >= 0 AND received + lost <= shipped),
      CONSTRAINT transfer_line_pk PRIMARY KEY (transfer_id, sku)
    )`,
  // Rows are appended in time order, so a few pages of BRIN find the recent ones without scanning history.
  `CREATE INDEX stock_movement_recorded_at ON inventory.stock_movement USING brin (recorded_at)`,
  `CREATE FUNCTION inventory.refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'The stock ledger is append-only: post a movement that corrects the old one.';
    END $$`,
  `CREATE TRIGGER stock_movement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inventory.stock_movement
    FOR EACH STATEMENT EXECUTE FUNCTION inventory.refuse_ledger_change()`,
];

const DOWN = [
  `DROP TABLE inventory.transfer_line`,
  `DROP TABLE inventory.transfer`,
  `DROP TABLE inventory.stock_movement`,
  `DROP TABLE inventory.stock_level`,
  `DROP TABLE inventory.stock_count`,
  `DROP TABLE inventory.reservation_line`,
  `DROP TABLE inventory.reservation`,
  `DROP TABLE inventory.pending_sale_line`,
  `DROP TABLE inventory.location`,
  `DROP TABLE inventory.item`,
  `DROP FUNCTION inventory.refuse_ledger_change()`,
];
