import { z } from 'zod';
import { Identifier } from '../primitives.js';

/** Query of `GET /stream`: what concerns one return, one order or one receipt; everything without them. */
export const ReturnStreamQuery = z.object({
  returnId: Identifier.optional(),
  orderId: Identifier.optional(),
  saleId: Identifier.optional(),
});
export type ReturnStreamQuery = z.infer<typeof ReturnStreamQuery>;

/** Data of `event: return`: something happened to it. The three that follow `returnId` say what was bought by. */
export const ReturnNews = z
  .object({
    returnId: Identifier,
    orderId: Identifier.nullable(),
    saleId: Identifier.nullable(),
    saleLocationId: Identifier.nullable(),
  })
  .meta({ id: 'ReturnNews' });
export type ReturnNews = z.infer<typeof ReturnNews>;
