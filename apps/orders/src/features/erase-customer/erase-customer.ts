import type { ShipTo, SourcingDecision } from '#contracts';
import { eraseFromMessaging } from '#messaging';
import { type Person, sqlArray } from '#persistence';
import { eraseIdempotencyAnswers } from '#platform';
import { Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import { forgetDestination } from '../../domain/sourcing/kept.js';
import { SCHEMA } from '../../persistence/schema.js';
import { OrderDesk } from '../../process/order-desk.js';
import type { Cause } from '../../process/order-events.js';

/**
 * Forgets a person: addresses and names of the customer's orders, who collected them, what stores typed as their reason
 * to reject one, how far away the person lives,
 * kept answers and dead letters. `customerId` stays, as a pseudonym, and so does everything that has no person in it. What was
 * still to be sent becomes a task for a person.
 */
@Injectable()
export class EraseCustomer {
  constructor(private readonly desk: OrderDesk) {}

  async erase(tx: QueryRunner, customerId: string, cause: Cause): Promise<void> {
    const orders = (await tx.query(
      `SELECT order_id AS "orderId", ship_to AS "shipTo" FROM orders."order"
       WHERE customer_id = $1 ORDER BY order_id FOR UPDATE`,
      [customerId],
    )) as { orderId: string; shipTo: ShipTo | null }[];
    const orderIds = sqlArray(orders.map(({ orderId }) => orderId));
    const collected = (await tx.query(
      `SELECT DISTINCT collected_by AS name FROM orders.fulfillment
       WHERE order_id = ANY($1::text[]) AND collected_by IS NOT NULL`,
      [orderIds],
    )) as { name: string }[];
    await tx.query(
      `WITH forgotten AS (
         UPDATE orders."order" SET ship_to = NULL WHERE order_id = ANY($1::text[]) AND ship_to IS NOT NULL)
       UPDATE orders.fulfillment SET collected_by = NULL, reason = CASE WHEN reason ~ $2 THEN reason END
       WHERE order_id = ANY($1::text[]) AND (collected_by IS NOT NULL OR reason !~ $2)`,
      [orderIds, A_CODE],
    );
    await forgetDistances(tx, orderIds);
    for (const { orderId, shipTo } of orders) {
      if (shipTo !== null) await this.desk.handle(tx, { orderId }, { type: 'address_forgotten' }, { cause });
    }
    const person: Person = {
      customerId,
      texts: [
        ...orders.flatMap(({ shipTo }) => [shipTo?.address, shipTo?.name]),
        ...collected.map(({ name }) => name),
      ],
    };
    await eraseFromMessaging(tx, SCHEMA, person);
    await eraseIdempotencyAnswers(tx, SCHEMA, person);
  }
}

/** Reasons of the service, or that a store chose from a list; anything else was typed. */
const A_CODE = '^[a-z][a-z0-9_]*$';

/** Distances from several places are as good as an address. */
async function forgetDistances(tx: QueryRunner, orderIds: string): Promise<void> {
  const decisions = (await tx.query(
    'SELECT id, decision FROM orders.sourcing_decision WHERE order_id = ANY($1::text[])',
    [orderIds],
  )) as { id: string; decision: SourcingDecision }[];
  if (decisions.length === 0) return;
  await tx.query(
    `UPDATE orders.sourcing_decision d SET decision = r.decision
     FROM unnest($1::bigint[], $2::json[]) AS r (id, decision) WHERE d.id = r.id`,
    [
      sqlArray(decisions.map(({ id }) => id)),
      sqlArray(decisions.map(({ decision }) => JSON.stringify(forgetDestination(decision)))),
    ],
  );
}
