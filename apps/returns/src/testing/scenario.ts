import { type Authorize, decideAuthorize } from '../domain/authorize.js';
import { decideEnd } from '../domain/close.js';
import type { Decision } from '../domain/decision.js';
import type { ReturnsEvent, ReturnsEventData } from '../domain/event.js';
import type { Purchase, PurchaseLine, ReturnTerms } from '../domain/purchase.js';
import { decideReceive, type Receive } from '../domain/receive.js';
import type { Outcome } from '../domain/refusal.js';
import { decideAskAgain, decideComplete, decideSettle } from '../domain/refund.js';
import type { EndReason, Return } from '../domain/return.js';
import { countTillReturn, decideTillReceipt, type TillLine } from '../domain/till.js';
import type { KnownLocation } from '../domain/warehouse.js';

export const NOW = new Date('2026-11-25T12:00:00Z');
export const DAY = 86_400_000;
export const at = (days: number): Date => new Date(NOW.getTime() + days * DAY);

export const aLine = (more: Partial<PurchaseLine> = {}): PurchaseLine => ({
  lineId: '1',
  sku: 'TEA',
  ordered: 3,
  cancelled: 0,
  sold: 3,
  received: 0,
  authorized: 0,
  tillReturned: 0,
  overReported: 0,
  unitPrice: '10.00',
  amount: '30.00',
  handedOverAt: at(-1),
  ...more,
});

export const aPurchase = (more: Partial<Purchase> = {}): Purchase => ({
  purchaseId: 'order:o-1',
  orderId: 'o-1',
  saleId: null,
  locationId: null,
  customerId: 'c-1',
  currency: 'USD',
  lines: [aLine()],
  ...more,
});

export const STORE: KnownLocation = {
  locationId: 'STORE',
  kind: 'store',
  takesReturns: true,
  point: { latitude: 40, longitude: -80 },
};

/** A purchase and its returns, as decisions change them one after another: given, when, then. */
export class Scenario {
  readonly returns = new Map<string, Return>();
  readonly events: ReturnsEvent[] = [];
  locations: KnownLocation[] = [STORE];
  terms: ReturnTerms = { returnable: true, windowDays: 30 };
  now = NOW;
  private ids = 0;

  constructor(public purchase: Purchase) {}

  authorize(returnId: string, more: Partial<Authorize> = {}): Outcome<Decision> {
    const asked: Authorize = {
      returnId,
      customerId: null,
      method: 'store',
      resolution: 'refund',
      lines: [{ lineId: '1', quantity: 1, reason: 'late' }],
      exchange: null,
      now: this.now,
      expiresAt: new Date(this.now.getTime() + 30 * DAY),
      ...more,
    };
    return this.take(decideAuthorize(this.purchase, () => this.terms, asked));
  }

  receive(returnId: string, lines: Partial<Receive['lines'][number]>[], more: Partial<Receive> = {}) {
    const full = lines.map((line) => ({
      lineId: '1',
      quantity: 1,
      condition: 'fine',
      disposition: 'restock' as const,
      ...line,
    }));
    return this.take(
      decideReceive(this.purchase, this.of(returnId), this.locations, {
        ...this.closing(),
        receiptId: this.id(),
        transferId: this.id(),
        locationId: 'STORE',
        warehouseId: null,
        lines: full,
        ...more,
      }),
    );
  }

  end(returnId: string, reason: EndReason): Outcome<Decision> {
    return this.take(decideEnd(this.purchase, this.of(returnId), { ...this.closing(), reason }));
  }

  settle(returnId: string, amount: string, more: { refundId?: string; currency?: string } = {}) {
    const ret = this.of(returnId);
    return this.take(
      decideSettle(this.purchase, ret, {
        refundId: ret.refund?.refundId ?? 'none',
        currency: null,
        settledAt: this.now,
        completeAt: this.now,
        amount,
        ...more,
      }),
    );
  }

  askAgain(returnId: string): void {
    this.note(decideAskAgain(this.purchase, this.of(returnId), { now: this.now, firstWaitMs: DAY / 24 }));
  }

  complete(returnId: string): void {
    this.note(decideComplete(this.purchase, this.of(returnId), this.now));
  }

  tillReturn(more: Partial<TillLine> = {}): void {
    const counted = countTillReturn(this.purchase, this.tillLine(more));
    if (counted === undefined) throw new Error('The till return waits for its purchase');
    this.purchase = counted.purchase;
    this.events.push(...counted.events);
  }

  tillReceipt(returnId: string, more: Partial<TillLine> = {}): void {
    const decision = decideTillReceipt(this.purchase, this.of(returnId), this.tillLine(more), {
      ...this.closing(),
      receiptId: this.id(),
      transferId: this.id(),
      locationId: 'STORE',
      occurredAt: this.now,
      warehouseId: null,
      surplus: { receiptId: this.id(), transferId: this.id() },
    });
    if (decision === undefined) throw new Error('The return has no such line');
    this.note(decision);
  }

  line(lineId = '1'): PurchaseLine {
    return this.purchase.lines.find((line) => line.lineId === lineId)!;
  }

  of(returnId: string): Return {
    const ret = this.returns.get(returnId);
    if (ret === undefined) throw new Error(`There is no return ${returnId}`);
    return ret;
  }

  told<N extends keyof ReturnsEventData>(name: N): ReturnsEventData[N][] {
    return this.events.flatMap((event) => (event.name === name ? [event.data as ReturnsEventData[N]] : []));
  }

  /** Units that the stock ledger was asked to receive. */
  get stocked(): number {
    return this.told('receive_requested')
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => sum + line.quantity, 0);
  }

  private tillLine(more: Partial<TillLine>): TillLine {
    return { saleId: 'till-1', sku: 'TEA', quantity: 1, lineId: '1', disposition: 'restock', ...more };
  }

  private closing() {
    return { refundId: this.id(), now: this.now, askAgainAt: new Date(this.now.getTime() + DAY / 24) };
  }

  private id(): string {
    return `id-${++this.ids}`;
  }

  private take(outcome: Outcome<Decision>): Outcome<Decision> {
    if (outcome.ok) this.note(outcome.value);
    return outcome;
  }

  private note({ purchase, ret, events }: Decision): void {
    this.purchase = purchase;
    this.returns.set(ret.returnId, ret);
    this.events.push(...events);
  }
}

/** The code of a refusal; undefined when it was none. */
export const codeOf = (outcome: Outcome<unknown>): string | undefined =>
  outcome.ok ? undefined : outcome.refusal.code;
