import type { OrderCommand } from '../domain/order/decide.js';
import type { StockRequest } from '../domain/order/facts.js';
import type { StockUnits } from '../domain/order/order.js';
import { Shelf } from './shelf.js';

/** An answer on its way: in order per key, else as it comes. */
export interface Answer {
  readonly id: number;
  readonly key: string;
  readonly command: Extract<OrderCommand, { reservationId: string }>;
}

interface Held {
  readonly sku: string;
  readonly locationId: string;
  held: number;
  staged: number;
}

interface Reservation {
  status: 'active' | 'committed' | 'closed' | 'expired';
  readonly lines: Held[];
}

/** The stock ledger as far as orders can tell: it promises no unit twice, and says when tills took promised ones. */
export class LedgerModel {
  readonly onHand = new Map<string, number>();
  readonly reservations = new Map<string, Reservation>();
  /** Units that left by handover or with a carrier. */
  left = 0;
  /** Requests that speak of units which nothing holds: there must never be one. */
  readonly overdrawn: string[] = [];
  private ids = 0;

  constructor(stock: readonly StockUnits[]) {
    for (const { locationId, sku, quantity } of stock) this.onHand.set(`${locationId}/${sku}`, quantity);
  }

  /** What is free for promises, as a view that is up to date shows it. */
  view(): Shelf {
    return new Shelf(this.levels());
  }

  levels(): StockUnits[] {
    return [...this.onHand.keys()].map((level) => {
      const [locationId, sku] = level.split('/') as [string, string];
      return { locationId, sku, quantity: Math.max(0, this.free(locationId, sku)) };
    });
  }

  /** Every level has so many that are free, whatever happened to it before. */
  refill(quantity: number): void {
    for (const { locationId, sku } of this.levels()) {
      this.add(locationId, sku, quantity - this.free(locationId, sku));
    }
  }

  /** A hold made at checkout; false when there is not enough. */
  hold(reservationId: string, lines: readonly StockUnits[]): boolean {
    return this.reserve(reservationId, lines, 'active').length === 0;
  }

  expire(reservationId: string): void {
    const reservation = this.reservations.get(reservationId);
    if (reservation?.status !== 'active') return;
    reservation.status = 'expired';
    for (const line of reservation.lines) line.held = 0;
  }

  committedTo(reservationIds: readonly string[]): number {
    return reservationIds
      .flatMap((id) => this.reservations.get(id) ?? [])
      .filter(({ status }) => status === 'committed')
      .flatMap(({ lines }) => lines)
      .reduce((n, line) => n + line.held, 0);
  }

  sell(locationId: string, sku: string): Answer[] {
    this.add(locationId, sku, -1);
    return this.oversold(locationId, sku);
  }

  serve({ request, data }: StockRequest): Answer[] {
    switch (request) {
      case 'reserve': {
        const known = this.reservations.get(data.reservationId);
        if (known?.status === 'committed') return [this.committed(data.reservationId, known)];
        if (known !== undefined) return [this.refused(data.reservationId, 'reserve', [])];
        const short = this.reserve(data.reservationId, data.lines, 'committed');
        if (short.length > 0) return [this.refused(data.reservationId, 'reserve', short)];
        return [this.committed(data.reservationId, this.reservations.get(data.reservationId)!)];
      }
      case 'commit': {
        const known = this.reservations.get(data.reservationId);
        if (known === undefined || known.status === 'closed' || known.status === 'expired') {
          return [this.refused(data.reservationId, 'commit', [])];
        }
        known.status = 'committed';
        return [this.committed(data.reservationId, known)];
      }
      case 'fulfill':
      case 'release':
        return this.settle(request, data.reservationId, data.lines);
      case 'stage': {
        const known = this.reservations.get(data.reservationId);
        for (const { sku, locationId, staged } of data.lines) {
          const line = known?.lines.find((l) => l.sku === sku && l.locationId === locationId);
          if (line !== undefined) line.staged = Math.min(staged, line.held);
        }
        return [];
      }
      case 'count':
        return data.lines.flatMap(({ sku, quantity }) => {
          const staged = this.heldAt(data.locationId, sku).reduce((n, { line }) => n + line.staged, 0);
          this.onHand.set(`${data.locationId}/${sku}`, quantity + staged);
          return this.oversold(data.locationId, sku);
        });
      case 'receive':
        for (const { sku, quantity } of data.lines) this.add(data.locationId, sku, quantity);
        return [];
    }
  }

  private reserve(
    reservationId: string,
    lines: readonly StockUnits[],
    status: 'active' | 'committed',
  ): readonly StockUnits[] {
    const short = lines.filter((line) => this.free(line.locationId, line.sku) < line.quantity);
    if (short.length === 0) {
      this.reservations.set(reservationId, {
        status,
        lines: lines.map(({ sku, locationId, quantity }) => ({ sku, locationId, held: quantity, staged: 0 })),
      });
    }
    return short;
  }

  private settle(
    request: 'fulfill' | 'release',
    reservationId: string,
    asked: readonly StockUnits[] | undefined,
  ): Answer[] {
    const known = this.reservations.get(reservationId);
    if (known === undefined || known.status === 'closed' || known.status === 'expired') {
      if (asked !== undefined) this.overdrawn.push(`${request} of ${reservationId}, which holds nothing`);
      return [this.refused(reservationId, request, [])];
    }
    const units =
      asked ?? known.lines.map(({ sku, locationId, held }) => ({ sku, locationId, quantity: held }));
    for (const { sku, locationId, quantity } of units) {
      const line = known.lines.find((l) => l.sku === sku && l.locationId === locationId);
      if (line === undefined || line.held < quantity) {
        this.overdrawn.push(
          `${request} ${quantity} ${sku} at ${locationId} of ${reservationId}: ${line?.held}`,
        );
        return [this.refused(reservationId, request, [])];
      }
    }
    for (const { sku, locationId, quantity } of units) {
      const line = known.lines.find((l) => l.sku === sku && l.locationId === locationId)!;
      line.held -= quantity;
      line.staged = Math.min(line.staged, line.held);
      if (request === 'fulfill') {
        this.add(locationId, sku, -quantity);
        this.left += quantity;
      }
    }
    if (known.lines.every((line) => line.held === 0)) known.status = 'closed';
    if (request === 'fulfill') return [];
    return [this.answer({ type: 'released', reservationId, lines: units })];
  }

  /** The newest promises give way first, and never what is in a bag. */
  private oversold(locationId: string, sku: string): Answer[] {
    let missing = -this.free(locationId, sku);
    const answers: Answer[] = [];
    for (const { reservationId, line } of this.heldAt(locationId, sku).reverse()) {
      if (missing <= 0) break;
      const held = line.held - line.staged;
      if (held === 0) continue;
      const take = Math.min(held, missing);
      missing -= take;
      answers.push(
        this.answer({ type: 'at_risk', reservationId, sku, locationId, held, missing: take }, 'alerts'),
      );
    }
    return answers;
  }

  private heldAt(locationId: string, sku: string): { reservationId: string; line: Held }[] {
    return [...this.reservations].flatMap(([reservationId, { lines }]) =>
      lines
        .filter((line) => line.locationId === locationId && line.sku === sku && line.held > 0)
        .map((line) => ({ reservationId, line })),
    );
  }

  private free(locationId: string, sku: string): number {
    const held = this.heldAt(locationId, sku).reduce((n, { line }) => n + line.held, 0);
    return (this.onHand.get(`${locationId}/${sku}`) ?? 0) - held;
  }

  private add(locationId: string, sku: string, quantity: number): void {
    const level = `${locationId}/${sku}`;
    this.onHand.set(level, (this.onHand.get(level) ?? 0) + quantity);
  }

  private committed(reservationId: string, { lines }: Reservation): Answer {
    const held = lines
      .filter((line) => line.held > 0)
      .map(({ sku, locationId, held: quantity }) => ({ sku, locationId, quantity }));
    return this.answer({ type: 'committed', reservationId, lines: held, plan: null });
  }

  private refused(
    reservationId: string,
    request: 'reserve' | 'commit' | 'fulfill' | 'release',
    lines: readonly StockUnits[],
  ): Answer {
    return this.answer({ type: 'refused', reservationId, request, code: 'insufficient_stock', lines });
  }

  private answer(command: Answer['command'], topic = 'reservations'): Answer {
    return { id: ++this.ids, key: `${topic}/${command.reservationId}`, command };
  }
}
