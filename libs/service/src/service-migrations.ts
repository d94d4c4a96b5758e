import { messagingTablesSql } from '#messaging';
import { auditTablesSql, idempotencyAnswersSql, idempotencyTablesSql } from '#platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Statements {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/**
 * A migration from plain statements. Its name ends in a timestamp of 13 digits, as TypeORM wants it, and never changes
 * once released: it is how a database knows what it has.
 */
export function sqlMigration(name: string, { up, down }: Statements): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = name;

    async up(tx: QueryRunner): Promise<void> {
      for (const statement of up) await tx.query(statement);
    }

    async down(tx: QueryRunner): Promise<void> {
      for (const statement of down) await tx.query(statement);
    }
  };
}

/** Outbox, inbox and dead letters of a service: `Messaging<timestamp>`. */
export const messagingMigration = (schema: string, timestamp: number): new () => MigrationInterface =>
  sqlMigration(`Messaging${timestamp}`, messagingTablesSql(schema));

/** Answers that a service keeps under idempotency keys: `Idempotency<timestamp>`. */
export const idempotencyMigration = (schema: string, timestamp: number): new () => MigrationInterface =>
  sqlMigration(`Idempotency${timestamp}`, idempotencyTablesSql(schema));

/** For a service whose idempotency migration was released before it had its function: `IdempotencyAnswers<timestamp>`. */
export const idempotencyAnswersMigration = (
  schema: string,
  timestamp: number,
): new () => MigrationInterface =>
  sqlMigration(`IdempotencyAnswers${timestamp}`, idempotencyAnswersSql(schema));

/** Who changed what in a service: `Audit<timestamp>`. */
export const auditMigration = (schema: string, timestamp: number): new () => MigrationInterface =>
  sqlMigration(`Audit${timestamp}`, auditTablesSql(schema));
