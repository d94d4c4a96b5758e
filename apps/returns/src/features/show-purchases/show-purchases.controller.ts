import { PurchasePage, PurchaseQuery } from '#contracts';
import { Where } from '#persistence';
import { decodeMomentCursor, Endpoint, page, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { orderPurchaseId } from '../../domain/purchase.js';
import { SCHEMA } from '../../persistence/schema.js';
import { PREFIX } from '../prefix.js';
import { purchaseViews } from './purchase-view.js';

@ApiTags('returns')
@Controller(`${PREFIX}/purchases`)
export class ShowPurchasesController {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  @Get()
  @Endpoint({
    scope: 'returns:read',
    location: 'any',
    summary: 'The orders and receipts of a customer, or those of a number',
    description:
      'Newest first, by when they were heard of. For a desk: a customer without a receipt, or a receipt number that ' +
      'several locations have given. `customerId` is a pseudonym; nothing else of a person is known here.',
    query: PurchaseQuery,
    responses: { 200: PurchasePage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  async list(@ValidQuery(PurchaseQuery) query: PurchaseQuery): Promise<PurchasePage> {
    const where = new Where();
    // Of an order whose handover alone was heard of it is not known yet whose it is.
    where.and('known');
    where.equals('customer_id', query.customerId);
    if (query.orderId !== undefined) where.and('purchase_id = ?', orderPurchaseId(query.orderId));
    where.equals('sale_id', query.saleId);
    if (query.cursor !== undefined) {
      const [at, id] = decodeMomentCursor(query.cursor);
      where.and('(created_at, purchase_id) < (to_timestamp(?::float8 / 1000), ?)', at, id);
    }
    const rows = (await this.dataSource.query(
      `SELECT purchase_id AS id, created_at AS at FROM returns.purchase
       ${where} ORDER BY created_at DESC, purchase_id DESC LIMIT ${query.limit + 1}`,
      where.values,
    )) as { id: string; at: Date }[];
    const shown = page(
      rows,
      query.limit,
      (row) => row,
      ({ id, at }) => [at.getTime(), id],
    );
    return { items: await purchaseViews(this.dataSource, shown.items), nextCursor: shown.nextCursor };
  }
}
