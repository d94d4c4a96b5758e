import type { Item } from '../../shared/data/items.js';

/** Whether all words stand in the item's name, or its SKU begins so, or it is its barcode: as the catalogue searches. */
export function matches(sku: string, item: Pick<Item, 'name' | 'gtin'> | undefined, words: string): boolean {
  if (words === '') return true;
  if (sku.startsWith(words) || item?.gtin === words) return true;
  const name = (item?.name ?? '').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}
