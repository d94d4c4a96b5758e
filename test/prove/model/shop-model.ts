import {
  type Count,
  type Expire,
  isKept,
  type KeepBack,
  type Movement,
  type Operation,
  type Place,
  placeId,
  type Plan,
  type Receive,
  type Reserve,
  type Result,
  type Sale,
  saleResult,
  type Settle,
  type Ship,
  emptyShelf,
  type Shelf,
  type SoldLine,
  type Tick,
  type Units,
} from './operation.js';

export interface ModelLine extends Units {
  fulfilled: number;
  released: number;
}

export interface ModelReservation {
  readonly reservationId: string;
  status: 'active' | 'committed' | 'fulfilled' | 'released' | 'expired';
  readonly lines: ModelLine[];
}

export interface ModelTransfer {
  readonly transferId: string;
  readonly from: string;
  readonly to: string;
  status: 'planned' | 'shipped' | 'partially_received' | 'received';
  readonly lines: { readonly sku: string; readonly quantity: number; outstanding: number }[];
}

/** A level of the model: its figures, when it was last counted, and what moved when. */
interface ModelLevel {
  readonly shelf: Shelf;
  countedAt: Tick | undefined;
  readonly moved: { readonly at: Tick; readonly units: number }[];
}

const held = (line: ModelLine): number => line.quantity - line.fulfilled - line.released;

const OK = 'ok';

/**
 * What a shop keeper would keep on paper: figures per shelf, and lists of what is promised and on its way. It says what
 * is to come of every operation, and shares no code with the ledger that it is the measure of.
 */
export class ShopModel {
  readonly reservations = new Map<string, ModelReservation>();
  readonly transfers = new Map<string, ModelTransfer>();
  /** Every operation so far, for those that come again. */
  readonly log: Operation[] = [];
  private readonly levels = new Map<string, ModelLevel>();
  private readonly entered = new Map<string, string>();
  private readonly counts = new Set<string>();
  private readonly kept = new Set<string>();

  shelf(place: Place): Readonly<Shelf> {
    return this.level(place).shelf;
  }

  /** Takes the operation into the books and says what is to come of it. */
  apply(operation: Operation): Result {
    this.log.push(operation);
    if (this.kept.has(operation.opId)) return OK;
    const result = this.judge(operation);
    if (result === OK && isKept(operation)) this.kept.add(operation.opId);
    return result;
  }

  private judge(operation: Operation): Result {
    switch (operation.kind) {
      case 'sale':
        return this.sell(operation);
      case 'movement':
        return this.move(operation);
      case 'reserve':
        return this.reserve(operation);
      case 'extend':
        return this.ifActive(operation.reservationId, () => {});
      case 'commit':
        return this.commit(operation.reservationId);
      case 'fulfill':
      case 'release':
        return this.settle(operation);
      case 'expire':
        return this.expire(operation);
      case 'count':
        return this.count(operation);
      case 'plan':
        return this.plan(operation);
      case 'ship':
        return this.ship(operation);
      case 'receive':
        return this.receive(operation);
      case 'keep_back':
        return this.keepBack(operation);
    }
  }

  private sell({ saleId, locationId, at, lines }: Sale): Result {
    const counts: Record<string, number> = {};
    for (const line of lines) {
      const status = this.sellLine(`${locationId}/${saleId}/${line.lineId}`, locationId, at, line);
      counts[status] = (counts[status] ?? 0) + 1;
    }
    return saleResult(counts);
  }

  private sellLine(id: string, locationId: string, at: Tick, line: SoldLine): string {
    const content = `${line.sku} ${line.quantity} ${line.disposition}`;
    const known = this.entered.get(id);
    if (known !== undefined) return known === content ? 'duplicate' : 'rejected';
    this.entered.set(id, content);
    const level = this.level({ locationId, sku: line.sku });
    this.enter(level, at, -line.quantity);
    if (line.quantity < 0 && line.disposition === 'quarantine') level.shelf.qualityControl -= line.quantity;
    // A count that was taken later has seen the shelf without these units; what is thrown away never reaches it.
    const late = level.countedAt !== undefined && at <= level.countedAt;
    if (late || (line.quantity < 0 && line.disposition === 'dispose')) this.enter(level, at, line.quantity);
    return 'posted';
  }

  private move({ movementId, type, at, quantity, ...place }: Movement): Result {
    const content = `${type} ${placeId(place)} ${quantity} ${at}`;
    const known = this.entered.get(movementId);
    if (known !== undefined) return known === content ? 'duplicate' : 'movement_conflict';
    const level = this.level(place);
    const { shelf } = level;
    switch (type) {
      case 'receipt':
        this.enter(level, at, quantity);
        break;
      case 'adjustment':
        if (-quantity > this.available(place)) return 'insufficient_stock';
        this.enter(level, at, quantity);
        break;
      case 'damage':
        shelf.damaged += quantity;
        shelf.sequence += 1;
        break;
      case 'recover':
        if (quantity > shelf.damaged) return 'insufficient_damaged';
        shelf.damaged -= quantity;
        shelf.sequence += 1;
        break;
      case 'quality_hold':
        if (quantity > shelf.onHand - shelf.damaged - shelf.qualityControl) return 'exceeds_on_hand';
        shelf.qualityControl += quantity;
        shelf.sequence += 1;
        break;
      case 'quality_release':
        if (quantity > shelf.qualityControl) return 'insufficient_quality_control';
        shelf.qualityControl -= quantity;
        shelf.sequence += 1;
        break;
      case 'dispose': {
        const damaged = Math.min(quantity, shelf.damaged);
        if (quantity - damaged > shelf.qualityControl) return 'insufficient_damaged';
        shelf.damaged -= damaged;
        shelf.qualityControl -= quantity - damaged;
        this.enter(level, at, -quantity);
        break;
      }
    }
    this.entered.set(movementId, content);
    return OK;
  }

  private reserve({ reservationId, lines, allowPartial }: Reserve): Result {
    const wanted = addUp(lines);
    const granted = wanted.map((line) => Math.min(line.quantity, this.available(line)));
    const short = wanted.some((line, i) => (granted[i] as number) < line.quantity);
    if (short && (!allowPartial || granted.every((units) => units === 0))) return 'insufficient_stock';
    const reservation: ModelReservation = { reservationId, status: 'active', lines: [] };
    for (const [i, line] of wanted.entries()) {
      const quantity = granted[i] as number;
      reservation.lines.push({ ...line, quantity, fulfilled: 0, released: 0 });
      if (quantity > 0) this.change(line, { reserved: quantity });
    }
    this.reservations.set(reservationId, reservation);
    return OK;
  }

  private commit(reservationId: string): Result {
    if (this.reservations.get(reservationId)?.status === 'committed') return OK;
    return this.ifActive(reservationId, (reservation) => {
      reservation.status = 'committed';
      for (const line of reservation.lines) {
        const units = held(line);
        if (units > 0) this.change(line, { reserved: -units, committed: units });
      }
    });
  }

  private settle({ kind, reservationId, lines }: Settle): Result {
    const reservation = this.reservations.get(reservationId);
    if (reservation === undefined) return 'reservation_not_found';
    const { status } = reservation;
    if (lines === undefined && status === (kind === 'fulfill' ? 'fulfilled' : 'released')) return OK;
    if (status === 'active' && kind === 'fulfill') return 'reservation_not_committed';
    if (status !== 'active' && status !== 'committed') return `reservation_${status}`;
    const units = reservation.lines.map((line) => {
      if (lines === undefined) return held(line);
      return addUp(lines).find((asked) => placeId(asked) === placeId(line))?.quantity ?? 0;
    });
    if (reservation.lines.some((line, i) => (units[i] as number) > held(line)))
      return 'quantity_exceeds_held';
    for (const [i, line] of reservation.lines.entries()) {
      const quantity = units[i] as number;
      if (quantity === 0) continue;
      if (kind === 'fulfill') {
        line.fulfilled += quantity;
        this.change(line, { committed: -quantity, onHand: -quantity });
        this.level(line).moved.push({ at: 0, units: -quantity });
      } else {
        line.released += quantity;
        this.change(line, status === 'active' ? { reserved: -quantity } : { committed: -quantity });
      }
    }
    if (reservation.lines.every((line) => held(line) === 0)) {
      reservation.status = reservation.lines.some((line) => line.fulfilled > 0) ? 'fulfilled' : 'released';
    }
    return OK;
  }

  private expire({ reservationId, due }: Expire): Result {
    const reservation = this.reservations.get(reservationId);
    if (reservation?.status !== 'active' || !due) return OK;
    for (const line of reservation.lines) {
      const units = held(line);
      line.released += units;
      if (units > 0) this.change(line, { reserved: -units });
    }
    reservation.status = 'expired';
    return OK;
  }

  private count({ countId, locationId, at, lines }: Count): Result {
    if (this.counts.has(countId)) return OK;
    this.counts.add(countId);
    for (const { sku, quantity } of lines) {
      const level = this.level({ locationId, sku });
      if (level.countedAt !== undefined && at < level.countedAt) continue;
      const later = level.moved.filter((move) => move.at > at).reduce((sum, move) => sum + move.units, 0);
      level.countedAt = at;
      this.enter(level, at, quantity + later - level.shelf.onHand);
    }
    return OK;
  }

  private plan({ transferId, from, to, lines }: Plan): Result {
    if (this.transfers.has(transferId)) return OK;
    const summed = addUp(lines.map((line) => ({ ...line, locationId: from })));
    this.transfers.set(transferId, {
      transferId,
      from,
      to,
      status: 'planned',
      lines: summed.map(({ sku, quantity }) => ({ sku, quantity, outstanding: 0 })),
    });
    return OK;
  }

  private ship({ transferId }: Ship): Result {
    const transfer = this.transfers.get(transferId);
    if (transfer === undefined) return 'transfer_not_found';
    if (transfer.status !== 'planned') return OK;
    const { from, to, lines } = transfer;
    if (lines.some(({ sku, quantity }) => this.available({ locationId: from, sku }) < quantity)) {
      return 'insufficient_stock';
    }
    for (const line of lines) {
      line.outstanding = line.quantity;
      this.enter(this.level({ locationId: from, sku: line.sku }), 0, -line.quantity);
      this.change({ locationId: to, sku: line.sku }, { incoming: line.quantity });
    }
    transfer.status = 'shipped';
    return OK;
  }

  private receive({ transferId, lines, final }: Receive): Result {
    const transfer = this.transfers.get(transferId);
    if (transfer === undefined) return 'transfer_not_found';
    if (transfer.status === 'planned') return 'transfer_not_shipped';
    if (transfer.status === 'received') return lines === undefined ? OK : 'transfer_received';
    const arrived = (sku: string, outstanding: number) =>
      lines === undefined
        ? outstanding
        : lines.filter((line) => line.sku === sku).reduce((sum, line) => sum + line.quantity, 0);
    if (transfer.lines.some((line) => arrived(line.sku, line.outstanding) > line.outstanding)) {
      return 'quantity_exceeds_shipped';
    }
    for (const line of transfer.lines) {
      const place = { locationId: transfer.to, sku: line.sku };
      const units = arrived(line.sku, line.outstanding);
      if (units > 0) {
        line.outstanding -= units;
        this.enter(this.level(place), 0, units);
        this.level(place).shelf.incoming -= units;
      }
      if (final && line.outstanding > 0) {
        this.change(place, { incoming: -line.outstanding });
        line.outstanding = 0;
      }
    }
    transfer.status = transfer.lines.every((line) => line.outstanding === 0)
      ? 'received'
      : 'partially_received';
    return OK;
  }

  private keepBack({ safetyStock, ...place }: KeepBack): Result {
    const { shelf } = this.level(place);
    const id = `safety/${placeId(place)}`;
    if (shelf.safetyStock === safetyStock && this.entered.has(id)) return OK;
    this.entered.set(id, '');
    shelf.safetyStock = safetyStock;
    shelf.sequence += 1;
    return OK;
  }

  private ifActive(reservationId: string, then: (reservation: ModelReservation) => void): Result {
    const reservation = this.reservations.get(reservationId);
    if (reservation === undefined) return 'reservation_not_found';
    if (reservation.status !== 'active') return `reservation_${reservation.status}`;
    then(reservation);
    return OK;
  }

  private available(place: Place): number {
    const s = this.level(place).shelf;
    return Math.max(0, s.onHand - s.reserved - s.committed - s.damaged - s.qualityControl - s.safetyStock);
  }

  private enter(level: ModelLevel, at: Tick, units: number): void {
    level.shelf.onHand += units;
    level.shelf.sequence += 1;
    level.moved.push({ at, units });
  }

  private change(place: Place, change: Partial<Shelf>): void {
    const { shelf } = this.level(place);
    for (const [figure, by] of Object.entries(change)) shelf[figure as keyof Shelf] += by;
    shelf.sequence += 1;
  }

  private level(place: Place): ModelLevel {
    const id = placeId(place);
    let level = this.levels.get(id);
    if (level === undefined) {
      level = { shelf: emptyShelf(), countedAt: undefined, moved: [] };
      this.levels.set(id, level);
    }
    return level;
  }
}

function addUp<T extends Units>(lines: readonly T[]): T[] {
  const sums = new Map<string, T>();
  for (const line of lines) {
    const sum = sums.get(placeId(line));
    sums.set(placeId(line), sum === undefined ? line : { ...sum, quantity: sum.quantity + line.quantity });
  }
  return [...sums.values()];
}
