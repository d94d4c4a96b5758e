import type { DocsOptions } from '#platform';
import { PREFIX } from './features/prefix.js';

/** How the service's OpenAPI document introduces itself. */
export const INVENTORY_DOCS: DocsOptions = {
  prefix: PREFIX,
  title: 'Shelfstream inventory',
  description:
    "One truthful stock figure per SKU and location. Quantities are integers in the item's base unit; times are " +
    'ISO 8601 with offset; every error is an RFC 9457 problem with a stable `code`.',
  version: '1',
};
