import type { Refund, RefundPage, RefundQuery, RefundStatus } from '#contracts';
import { Where } from '#persistence';
import { decodeCursor, page } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SCHEMA } from '../../persistence/schema.js';

/** Refunds and store credits, oldest first. */
@Injectable()
export class RefundList {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  async page(query: RefundQuery): Promise<RefundPage> {
    const where = new Where();
    where.equals('f.status', query.status);
    where.equals('f.return_id', query.returnId);
    if (query.cursor !== undefined) {
      where.and('f.refund_id > ?', String(decodeCursor(query.cursor, 1)[0]));
    }
    const rows = await this.rows(where, query.limit + 1);
    return page(rows, query.limit, view, (row) => [row.refund_id]);
  }

  async find(refundId: string): Promise<Refund | undefined> {
    const where = new Where();
    where.and('f.refund_id = ?', refundId);
    const [row] = await this.rows(where, 1);
    return row && view(row);
  }

  private async rows(where: Where, limit: number): Promise<RefundRow[]> {
    return (await this.dataSource.query(
      `SELECT f.refund_id, f.return_id, f.kind, f.amount, f.currency, f.status, f.attempts, f.requested_at,
              f.ask_again_at, f.settled_at, r.customer_id, p.order_id, p.sale_id
       FROM returns.refund f JOIN returns.customer_return r USING (return_id)
       JOIN returns.purchase p USING (purchase_id)
       ${where} ORDER BY f.refund_id LIMIT ${limit}`,
      where.values,
    )) as RefundRow[];
  }
}

interface RefundRow {
  refund_id: string;
  return_id: string;
  kind: 'refund' | 'store_credit';
  amount: string;
  currency: string | null;
  status: RefundStatus;
  attempts: number;
  requested_at: Date;
  ask_again_at: Date | null;
  settled_at: Date | null;
  customer_id: string | null;
  order_id: string | null;
  sale_id: string | null;
}

const view = (row: RefundRow): Refund => ({
  refundId: row.refund_id,
  kind: row.kind,
  amount: row.amount,
  currency: row.currency,
  status: row.status,
  attempts: row.attempts,
  requestedAt: row.requested_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
  returnId: row.return_id,
  orderId: row.order_id,
  saleId: row.sale_id,
  customerId: row.customer_id,
  askAgainAt: row.ask_again_at?.toISOString() ?? null,
});
