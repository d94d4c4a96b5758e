import { z } from 'zod';
import { Identifier, PageQuery, pageOf } from '../primitives.js';

/** Body of `POST /stock-alerts`: tell the customer once when the SKU can be had again, anywhere or at that location. */
export const StockAlertInput = z
  .object({ customerId: Identifier, sku: Identifier, locationId: Identifier.optional() })
  .meta({ id: 'StockAlertInput' });
export type StockAlertInput = z.infer<typeof StockAlertInput>;

export const StockAlert = z
  .object({
    stockAlertId: Identifier,
    customerId: Identifier,
    sku: Identifier,
    locationId: Identifier.nullable(),
    status: z.enum(['waiting', 'told']),
    createdAt: z.string(),
  })
  .meta({ id: 'StockAlert' });
export type StockAlert = z.infer<typeof StockAlert>;
/** Newest first. */
export const StockAlertPage = pageOf(StockAlert);
export type StockAlertPage = z.infer<typeof StockAlertPage>;

export const StockAlertQuery = PageQuery.extend({
  customerId: Identifier.optional(),
  status: z.enum(['waiting', 'told']).optional(),
});
export type StockAlertQuery = z.infer<typeof StockAlertQuery>;
