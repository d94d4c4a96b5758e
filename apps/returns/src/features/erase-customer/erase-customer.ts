import type { QueryRunner } from 'typeorm';

/**
 * Forgets a person: what was typed as reason or condition in the person's returns, answers under idempotency keys that
 * show it, and dead letters that name the person. `customerId` stays as a pseudonym; it says nothing by itself. An
 * address was never stored here.
 */
export async function eraseCustomer(tx: QueryRunner, customerId: string): Promise<void> {
  const mine = `SELECT return_id FROM returns.customer_return r JOIN returns.purchase p USING (purchase_id)
                WHERE r.customer_id = $1 OR p.customer_id = $1`;
  await tx.query(`UPDATE returns.return_line SET reason = '' WHERE return_id IN (${mine})`, [customerId]);
  await tx.query(
    `UPDATE returns.receipt_line SET condition = ''
     WHERE receipt_id IN (SELECT receipt_id FROM returns.receipt WHERE return_id IN (${mine}))`,
    [customerId],
  );
  // The answers and letters are JSON; a hit needs the field's name, or an id such as "1" would be everywhere.
  const named = [`"customerId":${JSON.stringify(customerId)}`, `"customerId": ${JSON.stringify(customerId)}`];
  await tx.query(
    `DELETE FROM returns.idempotency WHERE strpos(body, $2) > 0 OR strpos(body, $3) > 0
       OR EXISTS (SELECT FROM (${mine}) AS m WHERE strpos(body, '"returnId":' || to_json(m.return_id)::text) > 0)`,
    [customerId, ...named],
  );
  await tx.query(
    `UPDATE returns.dead_letter
     SET value = '', status = CASE status WHEN 'replayed' THEN status ELSE 'discarded' END, updated_at = now()
     WHERE value <> ''
       AND (message_key = $1 OR position(convert_to($2, 'UTF8') IN value) > 0
            OR position(convert_to($3, 'UTF8') IN value) > 0)`,
    [customerId, ...named],
  );
}
