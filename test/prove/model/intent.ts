import fc from 'fast-check';
import type { Operation, Place, Tick } from './operation.js';
import type { ShopModel } from './shop-model.js';

/** Where the operations of a world take place. */
export interface World {
  /** No other world has it; every id of the world begins with it. */
  readonly id: string;
  readonly locations: readonly string[];
  readonly skus: readonly string[];
}

const KINDS = {
  sale: 6,
  till_return: 1,
  sale_conflict: 1,
  receipt: 4,
  adjustment: 2,
  damage: 1,
  recover: 1,
  quality_hold: 1,
  quality_release: 1,
  dispose: 1,
  reserve: 6,
  extend: 1,
  commit: 5,
  fulfill: 4,
  release: 3,
  expire_early: 1,
  count: 2,
  plan: 2,
  ship: 2,
  receive: 2,
  keep_back: 1,
  duplicate: 3,
  replay: 3,
} as const;

/**
 * What is to be tried, in numbers that any state of the shop can make something of: `pick` chooses among the
 * reservations or transfers that are there, `size` how many units, `tick` when a fact was.
 */
export interface Intent {
  readonly kind: keyof typeof KINDS | 'expire';
  readonly pick: number;
  readonly place: number;
  readonly size: number;
  readonly tick: Tick;
  readonly flag: boolean;
}

const kinds = Object.entries(KINDS).map(([kind, weight]) => ({
  weight,
  arbitrary: fc.constant(kind as keyof typeof KINDS),
}));

const intentOf = (kind: fc.Arbitrary<Intent['kind']>): fc.Arbitrary<Intent> =>
  fc.record({
    kind,
    pick: fc.nat(30),
    place: fc.nat(30),
    size: fc.integer({ min: 1, max: 9 }),
    tick: fc.oneof(fc.integer({ min: -12, max: -1 }), fc.integer({ min: 1, max: 12 })),
    flag: fc.boolean(),
  });

/** What is asked for in the same moment, and so may share a transaction. A hold whose time is over ends by itself. */
export const step: fc.Arbitrary<Intent[]> = fc.oneof(
  { weight: 30, arbitrary: fc.array(intentOf(fc.oneof(...kinds)), { minLength: 1, maxLength: 5 }) },
  { weight: 1, arbitrary: intentOf(fc.constant('expire' as const)).map((intent) => [intent]) },
);

/** Makes operations of intents. Those of one step are made one after another, each on what the model says by then. */
export class Operations {
  private made = 0;
  /** Plans of this step: a shipment may not share a transaction with its plan. */
  private planned = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly model: ShopModel,
    private readonly without: readonly Operation['kind'][] = [],
  ) {}

  /** A delivery to every shelf, so that there is something to begin with. */
  opening(units: number): Operation[] {
    return this.world.locations.flatMap((locationId) =>
      this.world.skus.map((sku) => ({
        kind: 'movement' as const,
        opId: this.id(),
        movementId: this.id(),
        type: 'receipt' as const,
        locationId,
        sku,
        quantity: units,
        at: -13,
      })),
    );
  }

  beginStep(): void {
    this.planned = new Set();
  }

  /** Undefined where there is nothing yet that it could be about. */
  of(intent: Intent): Operation | undefined {
    const operation = this.make(intent);
    return operation !== undefined && this.without.includes(operation.kind) ? undefined : operation;
  }

  private make(intent: Intent): Operation | undefined {
    const { kind, size, tick, flag } = intent;
    const opId = this.id();
    const place = this.place(intent.place);
    switch (kind) {
      case 'sale':
      case 'till_return': {
        const sign = kind === 'sale' ? 1 : -1;
        const disposition = kind === 'sale' || !flag ? {} : { disposition: dispositionOf(intent.pick) };
        const other = this.world.skus.find((sku) => sku !== place.sku) as string;
        const lines = [{ lineId: '1', sku: place.sku, quantity: sign * size, ...disposition }];
        if (intent.pick % 3 === 0) lines.push({ lineId: '2', sku: other, quantity: sign, ...disposition });
        const { locationId } = place;
        return { kind: 'sale', opId, saleId: opId, locationId, at: tick, lines, byTopic: flag };
      }
      case 'sale_conflict': {
        const sale = this.among(
          this.model.log.filter((operation) => operation.kind === 'sale'),
          intent.pick,
        );
        if (sale === undefined) return undefined;
        const lines = sale.lines.map((line) => ({ ...line, quantity: line.quantity + 100 }));
        return { ...sale, opId, lines, byTopic: false };
      }
      case 'receipt':
      case 'damage':
      case 'recover':
      case 'quality_hold':
      case 'quality_release':
      case 'dispose':
        return { kind: 'movement', opId, movementId: opId, type: kind, ...place, quantity: size, at: tick };
      case 'adjustment': {
        const quantity = flag ? size : -size;
        return { kind: 'movement', opId, movementId: opId, type: kind, ...place, quantity, at: tick };
      }
      case 'reserve': {
        const lines = [{ ...place, quantity: size }];
        if (intent.pick % 2 === 0) lines.push({ ...this.place(intent.pick), quantity: 1 });
        return { kind, opId, reservationId: opId, lines, allowPartial: flag && intent.pick % 3 === 0 };
      }
      case 'extend':
      case 'commit': {
        const reservationId = this.reservationId(intent.pick);
        return reservationId === undefined ? undefined : { kind, opId, reservationId };
      }
      case 'fulfill':
      case 'release': {
        const reservationId = this.reservationId(intent.pick);
        if (reservationId === undefined) return undefined;
        if (flag) return { kind, opId, reservationId };
        const line = this.model.reservations.get(reservationId)?.lines[0];
        if (line === undefined) return undefined;
        const { locationId, sku } = line;
        return { kind, opId, reservationId, lines: [{ locationId, sku, quantity: Math.ceil(size / 3) }] };
      }
      case 'expire':
      case 'expire_early': {
        const reservationId = this.reservationId(intent.pick);
        return reservationId === undefined
          ? undefined
          : { kind: 'expire', opId, reservationId, due: kind === 'expire' };
      }
      case 'count': {
        const lines = [{ sku: place.sku, quantity: size + (flag ? 10 : 0) }];
        return { kind, opId, countId: opId, locationId: place.locationId, at: tick, lines };
      }
      case 'plan': {
        const to = this.world.locations.find((id) => id !== place.locationId) as string;
        const lines = [{ sku: place.sku, quantity: size }];
        this.planned.add(opId);
        return { kind, opId, transferId: opId, from: place.locationId, to, lines };
      }
      case 'ship':
      case 'receive': {
        const old = [...this.model.transfers.values()].filter(
          ({ transferId }) => !this.planned.has(transferId),
        );
        const transfer = this.among(old, intent.pick);
        if (transfer === undefined) return undefined;
        const { transferId } = transfer;
        if (kind === 'ship') return { kind, opId, transferId };
        if (flag) return { kind, opId, transferId, final: intent.pick % 2 === 0 };
        const sku = transfer.lines[0]?.sku as string;
        const lines = [{ sku, quantity: Math.ceil(size / 3) }];
        return { kind, opId, transferId, lines, final: intent.pick % 2 === 0 };
      }
      case 'keep_back':
        return { kind, opId, ...place, safetyStock: Math.floor(size / 3) };
      case 'duplicate':
        return this.again(this.model.log.at(-1));
      case 'replay':
        return this.again(this.among(this.model.log, intent.pick));
    }
  }

  /** The same again; but time passes once, and a setting that is made again is made anew. */
  private again(operation: Operation | undefined): Operation | undefined {
    if (operation === undefined || operation.kind === 'expire') return undefined;
    const isShipping = operation.kind === 'ship' || operation.kind === 'receive';
    if (isShipping && this.planned.has(operation.transferId)) return undefined;
    return operation.kind === 'keep_back' ? { ...operation, opId: this.id() } : operation;
  }

  private id(): string {
    this.made += 1;
    return `${this.world.id}-${this.made}`;
  }

  private place(choice: number): Place {
    const { locations, skus } = this.world;
    return {
      locationId: locations[choice % locations.length] as string,
      sku: skus[Math.floor(choice / locations.length) % skus.length] as string,
    };
  }

  /** The later ones more often: with the earlier ones all is done. */
  private reservationId(choice: number): string | undefined {
    return this.among([...this.model.reservations.keys()].reverse().slice(0, 5), choice);
  }

  private among<T>(all: readonly T[], choice: number): T | undefined {
    return all.length === 0 ? undefined : all[choice % all.length];
  }
}

const dispositionOf = (choice: number): 'dispose' | 'quarantine' =>
  choice % 2 === 0 ? 'dispose' : 'quarantine';
