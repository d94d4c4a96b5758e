import type { ItemBatchElement, ItemBatchResult } from '#contracts';
import { parseBoolean, parseNumber } from '../values/scalars.js';
import { type CatalogueKind, ElementReader } from './import-catalogue.js';

/** Columns beyond these can be mapped as `attributes.<name>=<column>`. */
const ATTRIBUTE = 'attributes.';

const FIELDS = [
  { name: 'sku', required: true },
  ...['name', 'gtin', 'category', 'unit', 'returnWindowDays', 'returnable', 'lowStockThreshold'].map(
    (name) => ({
      name,
      required: false,
    }),
  ),
];

/** Items by `POST /items/batch`. `attributes` names further fields, such as `attributes.brand`. */
export function itemCatalogue(attributes: readonly string[] = []): CatalogueKind<ItemBatchElement> {
  return {
    fields: [...FIELDS, ...attributes.map((name) => ({ name, required: true }))],
    id: 'sku',
    perRequest: 1_000,
    read(columns, cells) {
      const reader = new ElementReader(columns, cells)
        .need('sku')
        .take('name')
        .take('gtin')
        .take('category')
        .take('unit')
        .take('returnWindowDays', parseNumber)
        .take('returnable', parseBoolean)
        .take('lowStockThreshold', parseNumber);
      const values = attributes.flatMap((field) => {
        const text = columns.cell(cells, field);
        return text === undefined ? [] : [[field.slice(ATTRIBUTE.length), text]];
      });
      if (values.length > 0) reader.element['attributes'] = Object.fromEntries(values) as unknown;
      return reader.result();
    },
    idOf: ({ sku }) => sku,
    async send(client, items) {
      const answer = await client.post<ItemBatchResult>('/inventory/v1/items/batch', { items });
      return { ...answer, rejected: answer.rejected.map(({ sku, ...rest }) => ({ id: sku, ...rest })) };
    },
  };
}

/** The attribute fields that `--map` texts name. */
export function attributeFields(mapping: readonly string[]): string[] {
  return mapping
    .flatMap((text) => text.split(','))
    .map((pair) => pair.split('=')[0]!.trim())
    .filter((field) => field.startsWith(ATTRIBUTE) && field.length > ATTRIBUTE.length);
}
