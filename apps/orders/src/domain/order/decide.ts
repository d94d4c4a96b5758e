import type { SourcingDecision } from '#contracts';
import { cancelOrder } from './cancel.js';
import { goodsCameBack, returnCancelled } from './exchange.js';
import type { Decision } from './facts.js';
import { addressForgotten } from './forget.js';
import type { OrderState, StockUnits } from './order.js';
import { type AtRisk, atRisk } from './oversold.js';
import { type Committed, committed, refused, type Refused, released } from './reservations.js';
import type { Circumstances } from './rules.js';
import { sourced } from './sourcing.js';
import { type StoreStep, takeStep } from './steps.js';
import { type TaskDone, taskDone } from './tasks.js';
import { type RungUp, rungUp } from './till.js';
import { timePassed } from './time-passed.js';

/** Everything that can happen to an order that was placed. */
export type OrderCommand =
  | { readonly type: 'sourced'; readonly decision: SourcingDecision }
  | ({ readonly type: 'committed' } & Committed)
  | ({ readonly type: 'refused' } & Refused)
  | { readonly type: 'released'; readonly reservationId: string; readonly lines: readonly StockUnits[] }
  | ({ readonly type: 'at_risk' } & AtRisk)
  | { readonly type: 'step'; readonly fulfillmentId: string; readonly step: StoreStep }
  | ({ readonly type: 'rung_up' } & RungUp)
  | { readonly type: 'cancel' }
  | { readonly type: 'goods_came_back' }
  | { readonly type: 'return_cancelled' }
  | ({ readonly type: 'task_done' } & TaskDone)
  | { readonly type: 'address_forgotten' }
  | { readonly type: 'time_passed' };

/** The order after the command, with what it leads to. Pure: the order that is given stays as it is. */
export function decide(order: OrderState, command: OrderCommand, at: Circumstances): Decision {
  switch (command.type) {
    case 'sourced':
      return sourced(order, command.decision, at);
    case 'committed':
      return committed(order, command, at);
    case 'refused':
      return refused(order, command, at);
    case 'released':
      return released(order, command, at);
    case 'at_risk':
      return atRisk(order, command, at);
    case 'step':
      return takeStep(order, command.fulfillmentId, command.step, at);
    case 'rung_up':
      return rungUp(order, command, at);
    case 'cancel':
      return cancelOrder(order, at);
    case 'goods_came_back':
      return goodsCameBack(order, at);
    case 'return_cancelled':
      return returnCancelled(order, at);
    case 'task_done':
      return taskDone(order, command, at);
    case 'address_forgotten':
      return addressForgotten(order, at);
    case 'time_passed':
      return timePassed(order, at);
  }
}
