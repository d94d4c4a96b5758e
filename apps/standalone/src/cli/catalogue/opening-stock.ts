import type { MovementBatchResult } from '#contracts';
import { openingMovementId } from '../sales/opening-stock.js';
import { momentReader } from '../values/moment.js';
import { parseQuantity } from '../values/quantity.js';
import { type CatalogueKind, ElementReader } from './import-catalogue.js';

interface OpeningRow {
  readonly locationId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly occurredAt: string;
}

/** What levels begin with, one row per level, by `POST /movements` under ids that follow from the level. */
export function openingStockCatalogue(timeZone: string | undefined): CatalogueKind<OpeningRow> {
  const readMoment = momentReader(timeZone);
  return {
    fields: ['locationId', 'sku', 'quantity', 'occurredAt'].map((name) => ({ name, required: true })),
    id: 'sku',
    perRequest: 1_000,
    read: (columns, cells) =>
      new ElementReader(columns, cells)
        .need('locationId')
        .need('sku')
        .need('quantity', parseQuantity)
        .need('occurredAt', readMoment)
        .result(),
    idOf: openingMovementId,
    async send(client, rows) {
      const movements = rows.map((row) => ({ movementId: openingMovementId(row), type: 'opening', ...row }));
      const answer = await client.post<MovementBatchResult>('/inventory/v1/movements', { movements });
      return {
        created: answer.accepted,
        updated: answer.duplicates,
        rejected: answer.rejected.map(({ movementId, ...rest }) => ({ id: movementId, ...rest })),
      };
    },
  };
}
