import { locationOfRequest } from './cell-of-request.js';

describe('The location of a request to the ledger', () => {
  it.each([
    ['reserve', { lines: [{ sku: 'TEA', locationId: 'S1', quantity: 1 }] }, 'S1'],
    ['count', { locationId: 'S1', lines: [{ sku: 'TEA', quantity: 1 }] }, 'S1'],
    [
      'transfer, from where the goods go',
      { from: 'S1', to: 'S2', lines: [{ sku: 'TEA', quantity: 1 }] },
      'S1',
    ],
    ['release of all, as a hint', { reservationId: 'r', locationId: 'S1' }, 'S1'],
    ['commit of a hold', { reservationId: 'r' }, undefined],
    ['malformed request', { lines: ['?'], locationId: 7 }, undefined],
  ])('is found in a %s', (_kind, request, locationId) => {
    expect(locationOfRequest(request)).toBe(locationId);
  });
});
