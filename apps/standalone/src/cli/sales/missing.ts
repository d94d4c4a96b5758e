import type { Item, ItemBatchResult, Location, Sale } from '#contracts';
import type { ApiClient } from '../client.js';

/** What a batch of sales needs that is not there yet. */
export interface Missing {
  readonly locations: string[];
  readonly items: string[];
}

const ITEMS_PER_REQUEST = 1_000;

/**
 * Creates the locations and items that sales name and that do not exist: a location as a store "Store <id>" in
 * the import's time zone, an item with its SKU alone. Remembers which there are, so memory grows with the number
 * of different SKUs and locations, not of lines.
 */
export class MissingCreator {
  readonly created = { locations: 0, items: 0 };
  readonly #locations = new Set<string>();
  readonly #items = new Set<string>();
  readonly #new = { locations: new Set<string>(), items: new Set<string>() };

  constructor(
    private readonly client: ApiClient,
    private readonly timeZone: string | undefined,
  ) {}

  /** Reads what there is. To be called once, before anything else. */
  async load(): Promise<void> {
    for await (const { locationId } of this.client.list<Location>('/inventory/v1/locations')) {
      this.#locations.add(locationId);
    }
    for await (const { sku } of this.client.list<Item>('/inventory/v1/items')) this.#items.add(sku);
  }

  /** What these sales need; each is named once only, to the first batch that needs it. Quantity 0 needs nothing. */
  claim(sales: readonly Sale[]): Missing {
    const missing: Missing = { locations: [], items: [] };
    for (const { locationId, lines } of sales) {
      let counts = false;
      for (const { sku, quantity } of lines) {
        if (quantity === 0) continue;
        counts = true;
        if (!this.#items.has(sku)) {
          this.#items.add(sku);
          missing.items.push(sku);
        }
      }
      if (counts && !this.#locations.has(locationId)) {
        this.#locations.add(locationId);
        missing.locations.push(locationId);
      }
    }
    return missing;
  }

  async create({ locations, items }: Missing): Promise<void> {
    const requests: Promise<void>[] = locations.map((id) => this.#createLocation(id));
    for (let at = 0; at < items.length; at += ITEMS_PER_REQUEST) {
      requests.push(this.#createItems(items.slice(at, at + ITEMS_PER_REQUEST)));
    }
    await Promise.all(requests);
  }

  /** Whether this import brought the item or the location into being: then nobody else can have a level there. */
  isNew({ locationId, sku }: { locationId: string; sku: string }): boolean {
    return this.#new.locations.has(locationId) || this.#new.items.has(sku);
  }

  async #createLocation(locationId: string): Promise<void> {
    const body = { name: `Store ${locationId}`, kind: 'store', timeZone: this.timeZone };
    await this.client.put(`/inventory/v1/locations/${encodeURIComponent(locationId)}`, body);
    this.#new.locations.add(locationId);
    this.created.locations += 1;
  }

  async #createItems(skus: string[]): Promise<void> {
    const { created } = await this.client.post<ItemBatchResult>('/inventory/v1/items/batch', {
      items: skus.map((sku) => ({ sku })),
    });
    // If somebody else created one of them meanwhile, none counts as ours alone.
    if (created === skus.length) for (const sku of skus) this.#new.items.add(sku);
    this.created.items += created;
  }
}
