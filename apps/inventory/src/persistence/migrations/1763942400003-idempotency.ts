import { idempotencyTablesSql } from '#platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** Answers kept under idempotency keys. */
export class Idempotency1763942400003 implements MigrationInterface {
  name = 'Idempotency1763942400003';

  async up(tx: QueryRunner): Promise<void> {
    for (const statement of idempotencyTablesSql(SCHEMA).up) await tx.query(statement);
  }

  async down(tx: QueryRunner): Promise<void> {
    for (const statement of idempotencyTablesSql(SCHEMA).down) await tx.query(statement);
  }
}
