import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What other services ask of the ledger and learn from it: staged units, transfers of units under quality control,
 * what sourcing wants to know of a location, and how far the catalogue has been told.
 */
export class Requests1764547200001 implements MigrationInterface {
  name = 'Requests1764547200001';

  async up(tx: QueryRunner): Promise<void> {
    for (const statement of UP) await tx.query(statement);
  }

  async down(tx: QueryRunner): Promise<void> {
    for (const statement of DOWN) await tx.query(statement);
  }
}

const UP = [
  `ALTER TABLE inventory.reservation_line
      ADD COLUMN staged integer NOT NULL DEFAULT 0,
      ADD CONSTRAINT reservation_line_staged CHECK (staged >= 0 AND staged <= quantity - fulfilled - released)`,
  `ALTER TABLE inventory.stock_movement ADD COLUMN staged_delta integer NOT NULL DEFAULT 0`,
  `ALTER TABLE inventory.transfer
      ADD COLUMN stock_status text NOT NULL DEFAULT 'available',
      ADD CONSTRAINT transfer_stock_status CHECK (stock_status IN ('available', 'quality_control'))`,
  `ALTER TABLE inventory.location
      ADD COLUMN markdown_risk double precision,
      ADD COLUMN handling_cost double precision,
      ADD CONSTRAINT location_markdown_risk CHECK (markdown_risk >= 0 AND markdown_risk <= 1),
      ADD CONSTRAINT location_handling_cost CHECK (handling_cost >= 0)`,
  `CREATE TABLE inventory.untold_catalogue (
      kind text NOT NULL,
      told_to text COLLATE "C" NOT NULL,
      CONSTRAINT untold_catalogue_kind CHECK (kind IN ('item', 'location')),
      CONSTRAINT untold_catalogue_pk PRIMARY KEY (kind)
    )`,
  // What is there already was written before anybody told it. A table that is empty owes nothing.
  `INSERT INTO inventory.untold_catalogue (kind, told_to)
      SELECT 'item', '' WHERE EXISTS (SELECT FROM inventory.item)
      UNION ALL
      SELECT 'location', '' WHERE EXISTS (SELECT FROM inventory.location)`,
];

const DOWN = [
  `DROP TABLE inventory.untold_catalogue`,
  `ALTER TABLE inventory.location DROP COLUMN markdown_risk, DROP COLUMN handling_cost`,
  `ALTER TABLE inventory.transfer DROP COLUMN stock_status`,
  `ALTER TABLE inventory.stock_movement DROP COLUMN staged_delta`,
  `ALTER TABLE inventory.reservation_line DROP COLUMN staged`,
];
