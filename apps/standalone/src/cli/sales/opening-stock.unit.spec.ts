import { openingMovementId } from './opening-stock.js';

describe('the opening receipt of a level', () => {
  it('has the same id for the same level, always, and never that of another', () => {
    expect(openingMovementId({ locationId: '330', sku: '1095275' })).toBe('import-opening/330/1095275');
    expect(openingMovementId({ locationId: 'a/b', sku: 'c' })).not.toBe(
      openingMovementId({ locationId: 'a', sku: 'b/c' }),
    );
  });

  it('fits into an id however long the names are', () => {
    const long = { locationId: '店'.repeat(64), sku: 'ü'.repeat(64) };
    expect(openingMovementId(long).length).toBeLessThanOrEqual(64);
    expect(openingMovementId(long)).not.toBe(openingMovementId({ ...long, sku: 'ö'.repeat(64) }));
  });
});
