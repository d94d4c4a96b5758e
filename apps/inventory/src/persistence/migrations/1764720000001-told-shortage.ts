import { sqlMigration } from '#service';

/** What was told of each level's shortage last, so that one which nobody was told of can be found. */
export const ToldShortage1764720000001 = sqlMigration('ToldShortage1764720000001', {
  up: [
    `CREATE TABLE inventory.told_shortage (
      location_id text COLLATE "C" NOT NULL,
      sku text COLLATE "C" NOT NULL,
      sequence bigint NOT NULL,
      shortage integer NOT NULL,
      CONSTRAINT told_shortage_shortage CHECK (shortage > 0),
      CONSTRAINT told_shortage_pk PRIMARY KEY (location_id, sku)
    ) WITH (fillfactor = 80)`,
    // What is short already was told before anybody wrote it down.
    `INSERT INTO inventory.told_shortage (location_id, sku, sequence, shortage)
      SELECT location_id, sku, sequence, reserved + committed - (on_hand - damaged - quality_control)
      FROM inventory.stock_level WHERE reserved + committed > on_hand - damaged - quality_control`,
  ],
  down: [`DROP TABLE inventory.told_shortage`],
});
