import { describe, expect, it } from '@jest/globals';
import type { Fulfillment, StockLevel } from '#contracts';
import { openUnits, unkeptPromises } from './promises.js';

const fulfillment = (status: string, quantity: number, picked: number, method = 'ship'): Fulfillment =>
  ({
    locationId: 's-1',
    method,
    status,
    lines: [{ sku: 'tea', quantity, picked }],
  }) as unknown as Fulfillment;
const level = (committed: number): StockLevel =>
  ({ locationId: 's-1', sku: 'tea', committed }) as unknown as StockLevel;

describe('Orders, beside the ledger', () => {
  it('counts what is still to be taken from the shelf or lies picked', () => {
    const open = [
      fulfillment('open', 3, 0),
      fulfillment('packed', 4, 2),
      fulfillment('ready_for_pickup', 1, 1, 'pickup'),
      fulfillment('ready_for_pickup', 5, 5, 'ship_to_store'),
    ];
    expect(openUnits(open)).toEqual([{ locationId: 's-1', sku: 'tea', promised: 6 }]);
  });

  it('finds units that are promised and not held, and lets others commit more', () => {
    const promised = openUnits([fulfillment('open', 3, 0)]);
    expect(unkeptPromises(promised, [level(2)])).toEqual([
      { locationId: 's-1', sku: 'tea', promised: 3, committed: 2 },
    ]);
    expect(unkeptPromises(promised, [])).toHaveLength(1);
    expect(unkeptPromises(promised, [level(3)])).toEqual([]);
    expect(unkeptPromises(promised, [level(9)])).toEqual([]);
  });
});
