import { eraseFromMessaging } from '#messaging';
import { eraseIdempotencyAnswers } from '#platform';
import type { QueryRunner } from 'typeorm';
import { SCHEMA } from '../../persistence/schema.js';

/**
 * Forgets a person in what tills and shops sent: dead letters that speak of the person, and answers under idempotency
 * keys. The ledger knows nobody; a sale's `customerId` stays as a pseudonym.
 */
export async function eraseCustomer(tx: QueryRunner, customerId: string): Promise<void> {
  const person = { customerId, texts: [] };
  await eraseIdempotencyAnswers(tx, SCHEMA, person);
  await eraseFromMessaging(tx, SCHEMA, person);
}
