import { eraseFromMessaging } from '#messaging';
import { eraseIdempotencyAnswers } from '#platform';
import type { QueryRunner } from 'typeorm';
import { SCHEMA } from '../../persistence/schema.js';

/**
 * Forgets a person: what was typed as reason or condition in the person's returns, answers under idempotency keys that
 * speak of the person or show one of those returns, and dead letters. `customerId` stays as a pseudonym. An address was
 * never stored here.
 */
export async function eraseCustomer(tx: QueryRunner, customerId: string): Promise<void> {
  const theirs = `SELECT r.return_id FROM returns.customer_return r JOIN returns.purchase p USING (purchase_id)
                  WHERE r.customer_id = $1 OR p.customer_id = $1`;
  await tx.query(`UPDATE returns.return_line SET reason = '' WHERE return_id IN (${theirs})`, [customerId]);
  await tx.query(
    `UPDATE returns.receipt_line SET condition = ''
     WHERE receipt_id IN (SELECT receipt_id FROM returns.receipt WHERE return_id IN (${theirs}))`,
    [customerId],
  );
  await tx.query(
    `DELETE FROM returns.idempotency
     WHERE EXISTS (SELECT FROM (${theirs}) AS own
                   WHERE strpos(body, '"returnId":' || to_json(own.return_id)::text) > 0)`,
    [customerId],
  );
  // What was typed ("too small") tells nobody apart, and stands nowhere else: the pseudonym is enough to look for.
  const person = { customerId, texts: [] };
  await eraseIdempotencyAnswers(tx, SCHEMA, person);
  await eraseFromMessaging(tx, SCHEMA, person);
}
