import { z } from 'zod';
import { PageQuery, pageOf } from '../primitives.js';
import { StockLevel } from './levels.js';

/** A level that has promised more than is there for it. */
export const OversoldLevel = StockLevel.extend({
  /** Units that are promised and missing. */
  shortage: z.int().min(1),
}).meta({ id: 'OversoldLevel' });
export type OversoldLevel = z.infer<typeof OversoldLevel>;

export const OversoldPage = pageOf(OversoldLevel);
export type OversoldPage = z.infer<typeof OversoldPage>;

export const OversoldQuery = PageQuery;
export type OversoldQuery = z.infer<typeof OversoldQuery>;
