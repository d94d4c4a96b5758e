import type { StockCommand } from '../domain/command.js';
import type { LevelRef } from '../domain/level.js';
import { postedMovementId, receiptMovementId, saleMovementId } from '../domain/movement-id.js';

/** What a command needs to be loaded, as far as it says so itself; reservations and transfers add their levels. */

/** The levels that the command names. */
export function levelsOf(command: StockCommand): readonly LevelRef[] {
  switch (command.type) {
    case 'record_sale': {
      const { locationId, lines } = command.sale;
      return lines.filter((line) => line.quantity !== 0).map((line) => ({ locationId, sku: line.sku }));
    }
    case 'post_movement':
      return [command.movement];
    case 'reserve':
      return command.request.lines;
    case 'promise':
      return command.lines;
    case 'record_count':
    case 'receive_units':
      return command.lines.map(({ sku }) => ({ locationId: command.locationId, sku }));
    case 'set_safety_stock':
      return [command];
    default:
      return [];
  }
}

/** Whether a level that the command names is created when it is missing and both its ids are known. */
export const createsLevels = (command: StockCommand): boolean =>
  command.type !== 'reserve' && command.type !== 'promise';

/** The ledger ids by which the command is known if it was entered before. */
export function movementIdsOf(command: StockCommand): string[] {
  switch (command.type) {
    case 'record_sale': {
      const { locationId, saleId, lines } = command.sale;
      return lines
        .filter((line) => line.quantity !== 0)
        .map((line) => saleMovementId(locationId, saleId, line.lineId));
    }
    case 'post_movement':
      return [postedMovementId(command.movement.movementId)];
    case 'receive_units':
      return command.lines.map(({ lineId }) => receiptMovementId('receipt', command.receiptId, lineId));
    default:
      return [];
  }
}

/** How many lines the command counts for in a batch. */
export function lineCount(command: StockCommand): number {
  switch (command.type) {
    case 'record_sale':
      return command.sale.lines.length;
    case 'reserve':
      return command.request.lines.length;
    case 'plan_transfer':
      return command.plan.lines.length;
    case 'promise':
    case 'stage':
    case 'record_count':
    case 'receive_units':
    case 'fulfill':
    case 'release':
    case 'receive_transfer':
      return Math.max(1, command.lines?.length ?? 0);
    default:
      return 1;
  }
}

/** About how much memory the command holds while it waits, in bytes. */
export const byteSize = (command: StockCommand): number => 512 + 384 * lineCount(command);

/** Commands with the same key run in the same lane, one after another: those of one location, where it is known. */
export function laneKey(command: StockCommand): string {
  switch (command.type) {
    case 'record_sale':
      return command.sale.locationId;
    case 'post_movement':
      return command.movement.locationId;
    case 'reserve':
      return command.request.lines[0]?.locationId ?? '';
    case 'promise':
      return command.lines[0]?.locationId ?? '';
    case 'record_count':
    case 'receive_units':
    case 'set_safety_stock':
      return command.locationId;
    case 'plan_transfer':
    case 'ship_transfer':
    case 'receive_transfer':
      return command.transferId;
    default:
      return command.reservationId;
  }
}
