import type { Task, TaskPage, TaskQuery } from '#contracts';
import { Where } from '#persistence';
import { decodeMomentCursor, page, requireLocation } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SCHEMA } from '../../persistence/schema.js';
import { notFound } from '../refuse.js';

/** Reads tasks. Refused: `task_not_found`; `forbidden` to a caller of another location. */
@Injectable()
export class Tasks {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  async find(taskId: string): Promise<Task> {
    const [row] = await this.read(new Where().and('task_id = ?', taskId), 1);
    if (row === undefined) throw notFound('task', taskId);
    requireLocation(row.locationId);
    return viewOf(row);
  }

  /** Oldest first. */
  async list({ locationId, type, status, limit, cursor }: TaskQuery): Promise<TaskPage> {
    const where = new Where();
    where.equals('location_id', locationId);
    where.equals('type', type);
    if (status !== undefined) where.and(`completed_at IS ${status === 'open' ? '' : 'NOT '}NULL`);
    if (cursor !== undefined) {
      const [at, id] = decodeMomentCursor(cursor);
      where.and('(created_at, task_id) > (to_timestamp(?::float8 / 1000), ?)', at, id);
    }
    const rows = await this.read(where, limit + 1);
    return page(rows, limit, viewOf, (row) => [row.createdAt.getTime(), row.taskId]);
  }

  private async read(where: Where, limit: number): Promise<Row[]> {
    return (await this.dataSource.query(
      `SELECT task_id AS "taskId", type, location_id AS "locationId", order_id AS "orderId",
         fulfillment_id AS "fulfillmentId", reason, lines, created_at AS "createdAt", completed_at AS "completedAt"
       FROM orders.task ${where} ORDER BY created_at, task_id LIMIT ${limit}`,
      where.values,
    )) as Row[];
  }
}

interface Row extends Omit<Task, 'status' | 'createdAt' | 'completedAt'> {
  readonly createdAt: Date;
  readonly completedAt: Date | null;
}

/** Of one SKU a task names one figure: the shelf knows no order lines. */
function viewOf({ createdAt, completedAt, lines, ...row }: Row): Task {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of lines) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  return {
    ...row,
    status: completedAt === null ? 'open' : 'done',
    lines: [...bySku].map(([sku, quantity]) => ({ sku, quantity })),
    createdAt: createdAt.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
  };
}
