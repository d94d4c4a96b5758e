import { z } from 'zod';
import { Identifier, MAX_PAGE, NonNegativeQuantity, PageQuery, pageOf, repeatable } from '../primitives.js';

/** The figures of one SKU at one location, in the item's base unit. See docs/architecture.md for each word. */
export const StockLevel = z
  .object({
    sku: Identifier,
    locationId: Identifier,
    onHand: z.int(),
    reserved: z.int(),
    committed: z.int(),
    damaged: z.int(),
    qualityControl: z.int(),
    safetyStock: z.int(),
    incoming: z.int(),
    available: z.int().min(0),
    sequence: z.int().min(0),
    updatedAt: z.string(),
  })
  .meta({ id: 'StockLevel' });
export type StockLevel = z.infer<typeof StockLevel>;

export const LevelPage = pageOf(StockLevel);
export type LevelPage = z.infer<typeof LevelPage>;

export const LevelQuery = PageQuery.extend({
  sku: repeatable(Identifier, MAX_PAGE).optional(),
  locationId: repeatable(Identifier, MAX_PAGE).optional(),
});
export type LevelQuery = z.infer<typeof LevelQuery>;

/** Query of the SSE stream: as `/levels`, without pages. */
export const LevelStreamQuery = z.object({
  sku: repeatable(Identifier, 1_000).optional(),
  locationId: repeatable(Identifier, 1_000).optional(),
});
export type LevelStreamQuery = z.infer<typeof LevelStreamQuery>;

/** Body of `PUT /levels/{locationId}/{sku}`: null takes the location's own safety stock again. */
export const LevelSettings = z
  .object({ safetyStock: NonNegativeQuantity.nullable() })
  .meta({ id: 'LevelSettings' });
export type LevelSettings = z.infer<typeof LevelSettings>;
