import type { ShortLine } from '#contracts';
import type { BatchState } from './batch-state.js';
import { causeOf } from './cause.js';
import type {
  CommitReservation,
  PromiseUnits,
  SettleReservation,
  StageUnits,
  StockCommand,
  ValueOf,
} from './command.js';
import { decideCount } from './counts.js';
import { decideMovement } from './movements.js';
import { decideReceipt } from './receipts.js';
import type { Outcome, Refusal } from './refusal.js';
import {
  decideCommit,
  decideExpire,
  decideExtend,
  decidePromise,
  decideReserve,
  decideSettle,
  decideStage,
} from './reservations.js';
import { decideSafetyStock } from './safety-stock.js';
import { decideSale } from './sales.js';
import { decidePlan, decideReceive, decideShip } from './transfers.js';

/**
 * Judges one command on the state of its batch and enters what follows from it. Pure and synchronous: commands
 * of a batch are judged one after another, in the order in which they arrived, each on what the ones before
 * it left. A refusal leaves no trace, but an asker is told of it.
 */
export function decide<C extends StockCommand>(state: BatchState, command: C): Outcome<ValueOf<C>>;
export function decide(state: BatchState, command: StockCommand): Outcome<unknown> {
  state.book.begin(causeOf(command));
  const elsewhere = state.cells.refuseCommand(command);
  const outcome: Outcome<unknown> =
    elsewhere === undefined ? judge(state, command) : { ok: false, refusal: elsewhere };
  if (!outcome.ok && isAnswered(command)) tellRefusal(state, command, outcome.refusal);
  return outcome;
}

type AskedStep = (PromiseUnits | CommitReservation | SettleReservation | StageUnits) & {
  readonly asker: string;
};

/** Whether whoever asked for it is answered by an event, whatever comes of it. */
export const isAnswered = (command: StockCommand): command is AskedStep =>
  'asker' in command && command.asker !== undefined;

function tellRefusal(state: BatchState, command: AskedStep, refusal: Refusal): void {
  state.reservationSteps.push({
    step: 'refused',
    cause: causeOf(command),
    reservationId: command.reservationId,
    reference: command.asker,
    request: command.type === 'promise' ? 'reserve' : command.type,
    code: refusal.code,
    short: refusal.code === 'insufficient_stock' ? (refusal['lines'] as readonly ShortLine[]) : [],
  });
}

function judge(state: BatchState, command: StockCommand): Outcome<unknown> {
  switch (command.type) {
    case 'record_sale':
      return decideSale(state, command);
    case 'post_movement':
      return decideMovement(state, command);
    case 'reserve':
      return decideReserve(state, command);
    case 'extend':
      return decideExtend(state, command);
    case 'promise':
      return decidePromise(state, command);
    case 'commit':
      return decideCommit(state, command);
    case 'fulfill':
    case 'release':
      return decideSettle(state, command);
    case 'stage':
      return decideStage(state, command);
    case 'expire':
      return decideExpire(state, command);
    case 'record_count':
      return decideCount(state, command);
    case 'receive_units':
      return decideReceipt(state, command);
    case 'plan_transfer':
      return decidePlan(state, command);
    case 'ship_transfer':
      return decideShip(state, command);
    case 'receive_transfer':
      return decideReceive(state, command);
    case 'set_safety_stock':
      return decideSafetyStock(state, command);
  }
}
