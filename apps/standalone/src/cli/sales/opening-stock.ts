import { createHash } from 'node:crypto';
import { levelKey, type MovementBatchResult, type Sale } from '#contracts';
import type { ApiClient } from '../client.js';

interface Opening {
  readonly locationId: string;
  readonly sku: string;
  readonly occurredAt: string;
}

const MOVEMENTS_PER_REQUEST = 1_000;

/** Refusals that mean: this level had stock figures before. */
const LEVEL_EXISTS = new Set(['sequence_mismatch', 'movement_conflict']);
/** Refusals that mean: there can be no level yet, and its lines wait as well. */
const UNKNOWN = new Set(['unknown_sku', 'unknown_location']);

/**
 * Gives each level that the import creates its opening stock, a receipt one second before its first line.
 *
 * Never twice and never lost, however often the import is stopped and run again: the receipt's id follows from
 * the level, so the ledger takes it once; it is posted, and accepted, before the level's first line is, so a level
 * that an earlier run created has it; and it is posted with `expectedSequence: 0`, so the ledger itself turns it
 * away from a level that had figures before. (Where this very run created the item or the location there can be
 * no figures but those of lines that waited for it, and the receipt goes in whatever the sequence.)
 */
export class OpeningStock {
  /** Levels that were given opening stock, by this run or an earlier one; that had figures before; that cannot be yet. */
  readonly counts = { given: 0, alreadyThere: 0, waiting: 0 };
  /** Refusals nobody expects, by code. */
  readonly refused = new Map<string, number>();
  readonly #seen = new Map<string, Set<string>>();
  readonly #skus = new Map<string, string>();

  constructor(
    private readonly client: ApiClient,
    private readonly quantity: number,
    private readonly isNew: (level: { locationId: string; sku: string }) => boolean,
  ) {}

  /** The levels that these sales are the first of the file to touch. Quantity 0 touches none. */
  claim(sales: readonly Sale[]): Opening[] {
    const openings: Opening[] = [];
    for (const { locationId, occurredAt, lines } of sales) {
      for (const { sku, quantity } of lines) {
        if (quantity !== 0 && this.#isFirst(locationId, sku)) openings.push({ locationId, sku, occurredAt });
      }
    }
    return openings;
  }

  async post(openings: readonly Opening[]): Promise<void> {
    const requests: Promise<void>[] = [];
    for (let at = 0; at < openings.length; at += MOVEMENTS_PER_REQUEST) {
      requests.push(this.#postSome(openings.slice(at, at + MOVEMENTS_PER_REQUEST)));
    }
    await Promise.all(requests);
  }

  /** One copy of each SKU is kept, however many levels have it. */
  #isFirst(locationId: string, sku: string): boolean {
    let known = this.#seen.get(locationId);
    if (known === undefined) this.#seen.set(locationId, (known = new Set()));
    if (known.has(sku)) return false;
    let copy = this.#skus.get(sku);
    if (copy === undefined) this.#skus.set((copy = sku), sku);
    known.add(copy);
    return true;
  }

  async #postSome(openings: readonly Opening[]): Promise<void> {
    const { accepted, duplicates, rejected } = await this.client.post<MovementBatchResult>(
      '/inventory/v1/movements',
      {
        movements: openings.map((opening) => ({
          movementId: openingMovementId(opening),
          type: 'receipt',
          locationId: opening.locationId,
          sku: opening.sku,
          quantity: this.quantity,
          occurredAt: new Date(Date.parse(opening.occurredAt) - 1000).toISOString(),
          reason: 'opening stock of an import',
          expectedSequence: this.isNew(opening) ? undefined : 0,
        })),
      },
    );
    this.counts.given += accepted + duplicates;
    for (const { code } of rejected) {
      if (LEVEL_EXISTS.has(code)) this.counts.alreadyThere += 1;
      else if (UNKNOWN.has(code)) this.counts.waiting += 1;
      else this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
    }
  }
}

/** The same for the same level, always; hashed where location and SKU are too long for an id. */
export function openingMovementId(level: { locationId: string; sku: string }): string {
  const plain = `import-opening/${levelKey(level)}`;
  if (plain.length <= 64) return plain;
  return `import-opening:${createHash('sha256').update(levelKey(level)).digest('base64url')}`;
}
