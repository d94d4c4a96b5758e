import { type AuditEntry, AuditPage, AuditQuery } from '#contracts';
import { quoted, Where } from '#persistence';
import { Controller, Get, type Type } from '@nestjs/common';
import { z } from 'zod';
import { decodeCursor, invalidCursor, page } from '../http/cursor.js';
import { Endpoint } from '../http/endpoint.js';
import { ValidQuery } from '../http/validation.js';
import { ServiceStores } from '../service-stores.js';

/** Who changed what in a service, over HTTP, under the service's own prefix such as `inventory/v1`. */
export function auditController(prefix: string): Type {
  @Controller(`${prefix}/audit`)
  class AuditController {
    constructor(private readonly stores: ServiceStores) {}

    @Get()
    @Endpoint({
      scope: 'operations:read',
      summary: 'Who changed what, newest first',
      description:
        'Each request that changed something or was refused; of sales, reservations and batches of items, how many there ' +
        'were in each minute: what they changed stands in the stock ledger. Written within a second of the answer.',
      query: AuditQuery,
      responses: { 200: AuditPage },
      problems: [{ status: 400, code: 'invalid_cursor' }],
    })
    async list(@ValidQuery(AuditQuery) query: AuditQuery): Promise<AuditPage> {
      const { dataSource, schema } = this.stores.forPath(`/${prefix}/audit`)!;
      const where = new Where();
      where.equals('caller_id', query.callerId);
      if (query.targetId !== undefined) where.and('target_ids @> ARRAY[?::text]', query.targetId);
      if (query.since !== undefined) where.and('at >= ?::timestamptz', query.since);
      if (query.until !== undefined) where.and('at < ?::timestamptz', query.until);
      if (query.cursor !== undefined) where.and('entry_id < ?::uuid', entryId(query.cursor));
      const rows = (await dataSource.query(
        `SELECT entry_id AS "entryId", at, caller_id AS "callerId", method, route, targets, status, code,
           correlation_id AS "correlationId", requests
         FROM ${quoted(schema)}.audit_entry ${where} ORDER BY entry_id DESC LIMIT ${query.limit + 1}`,
        where.values,
      )) as Row[];
      return page(rows, query.limit, viewOf, (row) => [row.entryId]);
    }
  }
  return AuditController;
}

interface Row extends Omit<AuditEntry, 'at'> {
  readonly at: Date;
}

const viewOf = ({ at, ...row }: Row): AuditEntry => ({ ...row, at: at.toISOString() });

function entryId(cursor: string): string {
  const id = z.uuid().safeParse(decodeCursor(cursor, 1)[0]);
  if (!id.success) throw invalidCursor();
  return id.data;
}
