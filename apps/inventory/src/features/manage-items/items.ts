import {
  type Category,
  type CategoryPage,
  type Item,
  ItemBatchElement,
  type ItemBatchResult,
  type ItemPage,
  type ItemQuery,
  type PageQuery,
} from '#contracts';
import { appendToOutbox, OutboxRelay } from '#messaging';
import { inTransaction, sqlArray, Where } from '#persistence';
import { decodeCursor, page } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { INVENTORY, SCHEMA } from '../../persistence/schema.js';
import { claimedId, faultsOf } from '../invalid-element.js';
import { SettlePendingSales } from '../settle-pending-sales/settle-pending-sales.js';
import { itemChanged } from './item-changed.js';
import { ITEM_COLUMNS, type ItemRow, itemView } from './item-view.js';

/**
 * The catalogue: what is sold. An item is replaced as a whole; sales that waited for it post by themselves.
 * Items are never deleted, since the ledger refers to them for ever. Events: `inventory.item-changed.v1`.
 */
@Injectable()
export class Items {
  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly pendingSales: SettlePendingSales,
    private readonly relay: OutboxRelay,
  ) {}

  async put(item: ItemBatchElement): Promise<{ item: Item; created: boolean }> {
    const created = await this.upsert([item]);
    if (created > 0) this.pendingSales.wake();
    const saved = await this.find(item.sku);
    if (saved === undefined) throw new Error('An item that was saved is not there');
    return { item: saved, created: created > 0 };
  }

  /**
   * Saves many items, each judged by itself: a malformed one is `rejected` (`invalid_item`), the rest goes through.
   * Of several with one SKU the last one counts; the others count as updated.
   */
  async putAll(elements: readonly unknown[]): Promise<ItemBatchResult> {
    const items = new Map<string, ItemBatchElement>();
    const rejected: ItemBatchResult['rejected'] = [];
    for (const element of elements) {
      const parsed = ItemBatchElement.safeParse(element);
      if (parsed.success) items.set(parsed.data.sku, parsed.data);
      else {
        const detail = `Correct the item and send it again: ${faultsOf(parsed.error)}`;
        rejected.push({ sku: claimedId(element, 'sku'), code: 'invalid_item', detail });
      }
    }
    const created = items.size === 0 ? 0 : await this.upsert([...items.values()]);
    if (created > 0) this.pendingSales.wake();
    return { created, updated: elements.length - rejected.length - created, rejected };
  }

  async find(sku: string): Promise<Item | undefined> {
    const [row] = (await this.dataSource.query(`SELECT ${ITEM_COLUMNS} FROM inventory.item WHERE sku = $1`, [
      sku,
    ])) as ItemRow[];
    return row && itemView(row);
  }

  /** A page of the items, ordered by SKU. */
  async page({ limit, cursor, category, gtin, sku, q }: ItemQuery): Promise<ItemPage> {
    const where = new Where();
    where.equals('category', category);
    where.equals('gtin', gtin);
    if (sku !== undefined) where.and('sku = ANY(?::text[])', sqlArray(sku));
    if (q !== undefined) {
      where.and(
        '(starts_with(sku, ?) OR gtin = ? OR name ILIKE ALL(?::text[]))',
        q,
        q.trim(),
        wordPatterns(q),
      );
    }
    if (cursor !== undefined) where.and('sku > ?::text', String(decodeCursor(cursor, 1)[0]));
    const rows = (await this.dataSource.query(
      `SELECT ${ITEM_COLUMNS} FROM inventory.item ${where} ORDER BY sku LIMIT ${limit + 1}`,
      where.values,
    )) as ItemRow[];
    return page(rows, limit, itemView, (row) => [row.sku]);
  }

  /** The categories that items name, ordered by name. */
  async categories({ limit, cursor }: PageQuery): Promise<CategoryPage> {
    const where = new Where().and("category <> ''");
    if (cursor !== undefined) where.and('category > ?::text', String(decodeCursor(cursor, 1)[0]));
    const rows = (await this.dataSource.query(
      `SELECT category, count(*)::int AS items FROM inventory.item ${where}
       GROUP BY category ORDER BY category LIMIT ${limit + 1}`,
      where.values,
    )) as Category[];
    return page(
      rows,
      limit,
      (row) => row,
      (row) => [row.category],
    );
  }

  /** Inserts or replaces the items, in the order of their SKUs so that two batches cannot deadlock; how many are new. */
  private async upsert(items: readonly ItemBatchElement[]): Promise<number> {
    const saved = await inTransaction(this.dataSource, async (tx) => {
      const rows = (await tx.query(
        `INSERT INTO inventory.item AS i (${ITEM_COLUMNS})
           SELECT u.*, now(), now()
           FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bool[], $8::int[],
                       $9::jsonb[]) AS u (sku, name, gtin, category, unit, return_window_days, returnable,
                                          low_stock_threshold, attributes)
           ORDER BY u.sku COLLATE "C"
           ON CONFLICT (sku) DO UPDATE SET
             name = excluded.name, gtin = excluded.gtin, category = excluded.category, unit = excluded.unit,
             return_window_days = excluded.return_window_days, returnable = excluded.returnable,
             low_stock_threshold = excluded.low_stock_threshold, attributes = excluded.attributes,
             -- Later than before even within a millisecond, or when a clock steps back: others go by it.
             updated_at = greatest(excluded.updated_at, i.updated_at + interval '1 millisecond')
           WHERE (i.name, i.gtin, i.category, i.unit, i.return_window_days, i.returnable, i.low_stock_threshold,
                  i.attributes)
             IS DISTINCT FROM (excluded.name, excluded.gtin, excluded.category, excluded.unit,
                  excluded.return_window_days, excluded.returnable, excluded.low_stock_threshold, excluded.attributes)
           -- A row version that replaced none has no xmax.
           RETURNING i.xmax = 0 AS created, ${ITEM_COLUMNS}`,
        [
          sqlArray(items.map((item) => item.sku)),
          sqlArray(items.map((item) => item.name ?? null)),
          sqlArray(items.map((item) => item.gtin ?? null)),
          sqlArray(items.map((item) => item.category ?? null)),
          sqlArray(items.map((item) => item.unit)),
          sqlArray(items.map((item) => item.returnWindowDays ?? null)),
          sqlArray(items.map((item) => (item.returnable ? 't' : 'f'))),
          sqlArray(items.map((item) => item.lowStockThreshold ?? null)),
          sqlArray(items.map((item) => JSON.stringify(item.attributes ?? {}))),
        ],
      )) as (ItemRow & { created: boolean })[];
      await appendToOutbox(tx, SCHEMA, rows.map(itemChanged));
      return rows;
    });
    if (saved.length > 0) this.relay.wake();
    return saved.filter((row) => row.created).length;
  }
}

/** A pattern for every word of the question: all of them stand in the item's name. Blanks alone ask for themselves. */
function wordPatterns(question: string): string {
  const words = question.split(/\s+/).filter((word) => word !== '');
  const wanted = words.length === 0 ? [question] : words;
  return sqlArray(wanted.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`));
}
