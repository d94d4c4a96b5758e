import { paged, type StockLevel } from '#client';
import { ask, type Errand, pause } from './errand.js';
import type { Random } from './random.js';
import type { Retailer, Store } from './retailer.js';
import type { Counted, Shelves } from './tally.js';

/** Units of each SKU that the place orders up to. */
export type Targets = ReadonlyMap<string, number>;

const AT_ONCE = 1_000;
const LINES_OF_A_TRANSFER = 20;

/**
 * Lorries: they go round the stores, look at what is on the shelves, and bring what has run low: mostly from suppliers, now and
 * then from the warehouse. So stock neither runs out for good nor piles up, whatever was there before.
 */
export class Deliveries {
  private made = 0;

  constructor(
    private readonly errand: Errand,
    private readonly retailer: Retailer,
    private readonly targetsOf: (place: Store) => Targets,
    private readonly random: Random,
  ) {}

  /** One visit to each place, so that there is something to sell. */
  async open(visited: (done: number, of: number) => void): Promise<void> {
    const places = [this.retailer.warehouse, ...this.retailer.stores];
    for (const [n, place] of places.entries()) {
      if (this.errand.signal.aborted) return;
      await this.visit(place, { byTransfer: false });
      visited(n + 1, places.length);
    }
  }

  /** A round takes about so long, in milliseconds. */
  async keepRunning(roundMs: number): Promise<void> {
    const places = [this.retailer.warehouse, ...this.retailer.stores];
    for (let n = 0; ; n += 1) {
      await pause(roundMs / places.length, this.errand.signal);
      const place = places[n % places.length] as Store;
      const byTransfer = place !== this.retailer.warehouse && this.random.chance(0.2);
      await this.visit(place, { byTransfer });
    }
  }

  private async visit(place: Store, { byTransfer }: { byTransfer: boolean }): Promise<void> {
    const { wanted, seen } = await this.lookAt(place);
    const moved = byTransfer ? wanted.splice(0, LINES_OF_A_TRANSFER) : [];
    let brought = moved.length > 0 ? await this.transfer(place, moved) : 0;
    for (let at = 0; at < wanted.length; at += AT_ONCE) {
      brought += await this.receive(place, wanted.slice(at, at + AT_ONCE));
    }
    this.errand.tally.saw(place.locationId, { ...seen, onHand: seen.onHand + brought });
  }

  /** What is there, and what has run low: below a third of what it should be, up to all of it. */
  private async lookAt(place: Store): Promise<{ wanted: Wanted[]; seen: Shelves }> {
    const there = new Map<string, number>();
    let [onHand, oversold] = [0, 0];
    for await (const level of this.levelsAt(place)) {
      onHand += level.onHand;
      oversold += shortOf(level);
      const { reserved, committed, damaged, qualityControl } = level;
      there.set(level.sku, level.onHand - reserved - committed - damaged - qualityControl);
    }
    const targets = this.targetsOf(place);
    const wanted = [...targets].flatMap(([sku, target]) => {
      const left = there.get(sku) ?? 0;
      return left < target / 3 ? [{ sku, quantity: target - left }] : [];
    });
    return { wanted, seen: { levels: targets.size, onHand, oversold } };
  }

  private levelsAt({ locationId }: Store): AsyncIterable<StockLevel> {
    return paged(async (cursor) => {
      const query = { locationId: [locationId], limit: 500, cursor };
      const call = this.errand.shop.inventory.GET('/inventory/v1/levels', { params: { query } });
      return { data: (await ask(this.errand, call)) ?? { items: [], nextCursor: null } };
    });
  }

  /** From suppliers; answers how many units came. */
  private async receive({ locationId }: Store, lines: readonly Wanted[]): Promise<number> {
    const { shop, run } = this.errand;
    const occurredAt = new Date().toISOString();
    const movements = lines.map(({ sku, quantity }) => ({
      movementId: `${run}-receipt-${(this.made += 1)}`,
      type: 'receipt' as const,
      locationId,
      sku,
      quantity,
      occurredAt,
      reason: 'simulated delivery',
    }));
    const done = await ask(
      this.errand,
      shop.inventory.POST('/inventory/v1/movements', { body: { movements } }),
    );
    return done === undefined ? 0 : this.count('deliveries', lines);
  }

  /** From the warehouse; answers how many units came. */
  private async transfer(to: Store, lines: readonly Wanted[]): Promise<number> {
    const { shop, run } = this.errand;
    const transferId = `${run}-transfer-${(this.made += 1)}`;
    const from = this.retailer.warehouse.locationId;
    const plan = { transferId, from, to: to.locationId, lines: [...lines] };
    const at = { params: { path: { transferId } }, body: {} };
    const planned = await ask(this.errand, shop.inventory.POST('/inventory/v1/transfers', { body: plan }));
    if (planned === undefined) return 0;
    const shipped = await ask(
      this.errand,
      shop.inventory.POST('/inventory/v1/transfers/{transferId}/ship', at),
    );
    if (shipped === undefined) return 0;
    const arrived = await ask(
      this.errand,
      shop.inventory.POST('/inventory/v1/transfers/{transferId}/receive', at),
    );
    return arrived === undefined ? 0 : this.count('transfers', lines);
  }

  private count(what: Counted, lines: readonly Wanted[]): number {
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    this.errand.tally.add(what);
    this.errand.tally.add('unitsDelivered', units);
    return units;
  }
}

interface Wanted {
  readonly sku: string;
  readonly quantity: number;
}

/** Units that are promised or reserved and not there. */
const shortOf = ({ onHand, damaged, qualityControl, reserved, committed }: StockLevel): number =>
  Math.max(0, reserved + committed - Math.max(0, onHand - damaged - qualityControl));
