import type { BatchState } from './batch-state.js';
import type { StockCommand, ValueOf } from './command.js';
import { decideCount } from './counts.js';
import { decideMovement } from './movements.js';
import type { Outcome } from './refusal.js';
import { decideCommit, decideExpire, decideExtend, decideReserve, decideSettle } from './reservations.js';
import { decideSafetyStock } from './safety-stock.js';
import { decideSale } from './sales.js';
import { decideReceive, decideShip } from './transfers.js';

/**
 * Judges one command on the state of its batch and enters what follows from it. Pure and synchronous: commands
 * of a batch are judged one after another, in the order in which they arrived, each on what the ones before
 * it left.
 */
export function decide<C extends StockCommand>(state: BatchState, command: C): Outcome<ValueOf<C>>;
export function decide(state: BatchState, command: StockCommand): Outcome<unknown> {
  switch (command.type) {
    case 'record_sale':
      return decideSale(state, command);
    case 'post_movement':
      return decideMovement(state, command);
    case 'reserve':
      return decideReserve(state, command);
    case 'extend':
      return decideExtend(state, command);
    case 'commit':
      return decideCommit(state, command);
    case 'fulfill':
    case 'release':
      return decideSettle(state, command);
    case 'expire':
      return decideExpire(state, command);
    case 'record_count':
      return decideCount(state, command);
    case 'ship_transfer':
      return decideShip(state, command);
    case 'receive_transfer':
      return decideReceive(state, command);
    case 'set_safety_stock':
      return decideSafetyStock(state, command);
  }
}
