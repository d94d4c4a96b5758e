import { sqlMigration } from '#service';

/** Whoever stands at the desk without a receipt is found by what they bought. */
export const PurchasesByCustomer1764633600010 = sqlMigration('PurchasesByCustomer1764633600010', {
  up: [
    `CREATE INDEX purchase_by_customer ON returns.purchase (customer_id, created_at, purchase_id)
       WHERE customer_id IS NOT NULL`,
  ],
  down: [`DROP INDEX returns.purchase_by_customer`],
});
