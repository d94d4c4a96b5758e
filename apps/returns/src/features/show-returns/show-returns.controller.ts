import { Identifier, Return, ReturnPage, ReturnQuery } from '#contracts';
import { Where } from '#persistence';
import { decodeCursor, Endpoint, page, ValidParams, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { accepted } from '../../domain/refusal.js';
import { SCHEMA } from '../../persistence/schema.js';
import { PREFIX } from '../prefix.js';
import { returnNotFound, valueOrProblem } from '../value-or-problem.js';
import { returnViews } from './return-view.js';

const Params = z.object({ returnId: Identifier });
type Params = z.infer<typeof Params>;

@ApiTags('returns')
@Controller(`${PREFIX}/returns`)
export class ShowReturnsController {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  @Get(':returnId')
  @Endpoint({
    scope: 'returns:read',
    location: 'any',
    summary: 'A return: what was asked for, what came in, and its refund',
    params: Params,
    responses: { 200: Return },
    problems: [{ status: 404, code: 'return_not_found' }],
  })
  async get(@ValidParams(Params) { returnId }: Params): Promise<Return> {
    const [found] = await returnViews(this.dataSource, [returnId]);
    return valueOrProblem(found === undefined ? returnNotFound(returnId) : accepted(found));
  }

  @Get()
  @Endpoint({
    scope: 'returns:read',
    location: 'any',
    summary: 'The returns, ordered by id',
    query: ReturnQuery,
    responses: { 200: ReturnPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  async list(@ValidQuery(ReturnQuery) query: ReturnQuery): Promise<ReturnPage> {
    const where = new Where();
    where.equals('p.order_id', query.orderId);
    where.equals('p.sale_id', query.saleId);
    where.equals('r.customer_id', query.customerId);
    where.equals('r.status', query.status);
    if (query.cursor !== undefined) {
      where.and('r.return_id > ?', String(decodeCursor(query.cursor, 1)[0]));
    }
    const rows = (await this.dataSource.query(
      `SELECT r.return_id AS id FROM returns.customer_return r JOIN returns.purchase p USING (purchase_id)
       ${where} ORDER BY r.return_id LIMIT ${query.limit + 1}`,
      where.values,
    )) as { id: string }[];
    const { items, nextCursor } = page(
      rows,
      query.limit,
      ({ id }) => id,
      ({ id }) => [id],
    );
    return { items: await returnViews(this.dataSource, items), nextCursor };
  }
}
