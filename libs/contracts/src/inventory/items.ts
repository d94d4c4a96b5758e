import { z } from 'zod';
import {
  Identifier,
  MAX_PAGE,
  NonNegativeQuantity,
  PageQuery,
  Text,
  pageOf,
  repeatable,
} from '../primitives.js';

/** Body of `PUT /items/{sku}`: the whole item, replaced. Nothing is required but the SKU in the path. */
export const ItemInput = z
  .object({
    name: Text.min(1).max(300).optional(),
    gtin: z
      .string()
      .regex(/^(\d{8}|\d{12,14})$/, 'must be 8, 12, 13 or 14 digits')
      .optional(),
    category: Text.max(200).optional(),
    unit: Text.min(1).max(20).default('each'),
    returnWindowDays: z.int().min(0).max(3_650).optional(),
    returnable: z.boolean().default(true),
    lowStockThreshold: NonNegativeQuantity.optional(),
    attributes: z.record(Text.max(64), Text.max(500)).optional(),
  })
  .meta({ id: 'ItemInput' });
export type ItemInput = z.infer<typeof ItemInput>;

/** Body of `POST /items/batch`: up to 1,000 items; each is judged by itself. */
export const ItemBatch = z
  .object({ items: z.array(z.unknown()).min(1).max(1_000) })
  .meta({ id: 'ItemBatch' });
export const ItemBatchElement = ItemInput.extend({ sku: Identifier });
export type ItemBatchElement = z.infer<typeof ItemBatchElement>;

export const ItemBatchResult = z
  .object({
    created: z.int(),
    updated: z.int(),
    rejected: z.array(z.object({ sku: z.string().nullable(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'ItemBatchResult' });
export type ItemBatchResult = z.infer<typeof ItemBatchResult>;

export const Item = z
  .object({
    sku: Identifier,
    name: z.string().nullable(),
    gtin: z.string().nullable(),
    category: z.string().nullable(),
    unit: z.string(),
    returnWindowDays: z.int().nullable(),
    returnable: z.boolean(),
    lowStockThreshold: z.int().nullable(),
    attributes: z.record(z.string(), z.string()),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Item' });
export type Item = z.infer<typeof Item>;
export const ItemPage = pageOf(Item);
export type ItemPage = z.infer<typeof ItemPage>;

export const ItemQuery = PageQuery.extend({
  category: Text.max(200).optional(),
  gtin: Text.max(14).optional(),
  sku: repeatable(Identifier, MAX_PAGE).optional(),
  q: Text.min(1)
    .max(100)
    .optional()
    .describe('words in the name, the beginning of a SKU, or a barcode (GTIN)'),
});
export type ItemQuery = z.infer<typeof ItemQuery>;

/** What a shelf of the shop is called, and how many items stand on it. */
export const Category = z.object({ category: z.string(), items: z.int().min(1) }).meta({ id: 'Category' });
export type Category = z.infer<typeof Category>;
export const CategoryPage = pageOf(Category);
export type CategoryPage = z.infer<typeof CategoryPage>;
