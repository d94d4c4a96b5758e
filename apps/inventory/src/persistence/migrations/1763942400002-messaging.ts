import { messagingTablesSql } from '#messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMA } from '../schema.js';

/** Outbox, inbox and dead letters. */
export class Messaging1763942400002 implements MigrationInterface {
  name = 'Messaging1763942400002';

  async up(tx: QueryRunner): Promise<void> {
    for (const statement of messagingTablesSql(SCHEMA).up) await tx.query(statement);
  }

  async down(tx: QueryRunner): Promise<void> {
    for (const statement of messagingTablesSql(SCHEMA).down) await tx.query(statement);
  }
}
