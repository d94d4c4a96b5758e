import { sqlMigration } from '#service';

/** For the figures of a period. BRIN: rows come in the order of time, so a few pages cover each table. */
export const Figures1764720000001 = sqlMigration('Figures1764720000001', {
  up: [
    `CREATE INDEX purchase_line_handed_over ON returns.purchase_line USING brin (handed_over_at)`,
    `CREATE INDEX customer_return_created ON returns.customer_return USING brin (created_at)`,
  ],
  down: [`DROP INDEX returns.customer_return_created`, `DROP INDEX returns.purchase_line_handed_over`],
});
