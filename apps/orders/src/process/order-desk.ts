import type { ShipTo, SourcingDecision } from '#contracts';
import { uuidv7 } from '#platform';
import { Inject, Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import type { OrdersSettings } from '../config.js';
import { decide, type OrderCommand } from '../domain/order/decide.js';
import { sourcesNow } from '../domain/order/due.js';
import type { Decision } from '../domain/order/facts.js';
import {
  collectedAt,
  type ExcludedPlace,
  type OrderState,
  type StockUnits,
  type UnitsOfLine,
  unitsWithoutPlace,
} from '../domain/order/order.js';
import { place, type PlaceOrder } from '../domain/order/place.js';
import type { Refusal } from '../domain/order/refusal.js';
import type { Circumstances } from '../domain/order/rules.js';
import type { SourcingRequest } from '../domain/sourcing/request.js';
import { Sourcing } from '../network/sourcing.js';
import { SETTINGS } from '../settings.js';
import { type Cause, outboxRows } from './order-events.js';
import { lockOrder, type OrderKey } from './order-reader.js';
import { insertOrder, type PlacedWith, updateOrder } from './order-writer.js';

/** What became of a command. A refusal may have changed something: commit either way. */
export interface Handled {
  readonly order: OrderState;
  readonly refusal: Refusal | null;
}

/**
 * The one place where orders change. Every command runs the same way, in the caller's transaction: lock the order, load
 * it whole, decide, source what has no place, write what differs together with its events and requests.
 */
@Injectable()
export class OrderDesk {
  constructor(
    private readonly sourcing: Sourcing,
    @Inject(SETTINGS) private readonly settings: Pick<OrdersSettings, 'order'>,
  ) {}

  /** Takes a new order. Fails on an id that exists: look before. */
  async place(
    tx: QueryRunner,
    input: PlaceOrder,
    placed: Pick<PlacedWith, 'shipTo' | 'contentHash'>,
    now: number,
    cause: Cause = {},
  ): Promise<OrderState> {
    const run = new Run(place(input, this.at(now)));
    await this.sourceRest(tx, run, placed.shipTo, now);
    await insertOrder(tx, run.order, { ...placed, holdId: input.holdId }, run.written(now, cause));
    return run.order;
  }

  /** Undefined when there is no such order (or, with `skipLocked`, when somebody else is at it). */
  async handle(
    tx: QueryRunner,
    key: OrderKey,
    command: OrderCommand,
    options: { readonly cause?: Cause; readonly skipLocked?: boolean } = {},
  ): Promise<Handled | undefined> {
    const { cause = {}, skipLocked = false } = options;
    const loaded = await lockOrder(tx, key, { skipLocked });
    if (loaded === undefined) return undefined;
    const { order, shipTo, now } = loaded;
    const planned = await this.withPlan(tx, order, shipTo, command, now);
    const run = new Run(decide(order, planned, this.at(now)));
    await this.sourceRest(tx, run, shipTo, now);
    // A timer that was due and has nothing to do any more is set anew, or the sweeper would find it for ever.
    if (run.changed || planned.type === 'time_passed') {
      await updateOrder(tx, order, run.order, run.written(now, cause));
    }
    return { order: run.order, refusal: run.refusal };
  }

  private at(now: number): Circumstances {
    return { now, rules: this.settings.order, newId: uuidv7 };
  }

  private async sourceRest(tx: QueryRunner, run: Run, shipTo: ShipTo | null, now: number): Promise<void> {
    if (run.refusal !== null || !sourcesNow(run.order, now)) return;
    const request = requestOf(run.order, unitsWithoutPlace(run.order), shipTo, now);
    const decision = await this.sourcing.decide(tx, request);
    run.add(decide(run.order, { type: 'sourced', decision }, this.at(now)));
  }

  /** Of a hold only its own units count: how they are best used is a sourcing decision too. */
  private async withPlan(
    tx: QueryRunner,
    order: OrderState,
    shipTo: ShipTo | null,
    command: OrderCommand,
    now: number,
  ): Promise<OrderCommand> {
    if (command.type !== 'committed') return command;
    const hold = order.reservations.find((r) => r.reservationId === command.reservationId);
    if (hold?.status !== 'asked' || !hold.hold) return command;
    const units = order.lines
      .map((line) => ({ lineId: line.lineId, sku: line.sku, quantity: line.sourcing }))
      .filter((part) => part.quantity > 0);
    return { ...command, plan: await this.planOf(tx, requestOf(order, units, shipTo, now), command.lines) };
  }

  private planOf(
    tx: QueryRunner,
    request: SourcingRequest,
    held: readonly StockUnits[],
  ): Promise<SourcingDecision> {
    return this.sourcing.decideFromHold(tx, request, held);
  }
}

/** Decisions that follow each other in one transaction and are written together. */
class Run {
  private readonly decisions: Decision[];

  constructor(first: Decision) {
    this.decisions = [first];
  }

  add(decision: Decision): void {
    this.decisions.push(decision);
  }

  get order(): OrderState {
    return this.decisions.at(-1)!.order;
  }

  get refusal(): Refusal | null {
    return this.decisions[0]!.refusal;
  }

  get changed(): boolean {
    return this.decisions.some((decision) => decision.changed);
  }

  written(now: number, cause: Cause): Parameters<typeof insertOrder>[3] {
    const facts = this.decisions.flatMap((decision) => decision.facts);
    const requests = this.decisions.flatMap((decision) => decision.requests);
    return {
      now,
      notes: this.decisions.flatMap((decision) => decision.notes),
      sourcing: this.decisions.flatMap((decision) => decision.sourcing),
      outbox: outboxRows({ facts, requests }, now, cause),
    };
  }
}

const WHY: Readonly<Record<ExcludedPlace['why'], string>> = {
  refused: 'could not promise it a moment ago',
  rejected: 'rejected the order',
  short_pick: 'did not find it on the shelf',
  oversold: 'sold it over the counter meanwhile',
};

const requestOf = (
  order: OrderState,
  lines: readonly UnitsOfLine[],
  shipTo: ShipTo | null,
  now: number,
): SourcingRequest => ({
  method: order.method,
  lines,
  pickupLocationId: collectedAt(order),
  shipTo,
  fallbacks: order.fallbacks,
  triedAlready: order.exclusions.map(({ locationId, sku, why }) => ({
    locationId,
    ...(sku === null ? {} : { sku }),
    reason: WHY[why],
  })),
  now,
});
