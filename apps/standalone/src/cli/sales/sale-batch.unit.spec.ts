import { SaleBatch } from './sale-batch.js';
import type { SaleRow } from './sale-row.js';

const row = (
  line: number,
  saleId: string,
  lineId: string,
  more: Partial<SaleRow['header']> = {},
): SaleRow => ({
  line,
  header: { saleId, locationId: 'a', occurredAt: '2017-01-01T00:00:00.000Z', ...more },
  saleLine: { lineId, sku: 'x', quantity: 1 },
});
const batchOf = (...rows: SaleRow[]) => {
  const batch = new SaleBatch();
  for (const each of rows) batch.add(each);
  return batch;
};
const whole = (batch: SaleBatch) => ({ from: 0, to: batch.sales.length });

describe('a batch of sales', () => {
  it('puts the lines of one receipt together, also when tills alternate in the file', () => {
    const batch = batchOf(row(2, '1', '1'), row(3, '2', '1'), row(4, '1', '2'), row(5, '2', '2'));
    expect(batch.sales.map((sale) => [sale.saleId, sale.lines.map(({ lineId }) => lineId)])).toEqual([
      ['1', ['1', '2']],
      ['2', ['1', '2']],
    ]);
  });

  it('keeps receipts of one number apart when they are of two stores, or differ in time or customer', () => {
    const batch = batchOf(
      row(2, '1', '1'),
      row(3, '1', '1', { locationId: 'b' }),
      row(4, '1', '2', { occurredAt: '2017-01-01T00:01:00.000Z' }),
      row(5, '1', '3', { customerId: 'c' }),
    );
    expect(batch.sales).toHaveLength(4);
  });

  it('is full at 2,000 lines or 1,000 receipts', () => {
    const oneSale = new SaleBatch();
    for (let i = 0; i < 1_999; i++) oneSale.add(row(i, '1', String(i)));
    expect(oneSale.full).toBe(false);
    oneSale.add(row(2_000, '1', '2000'));
    expect(oneSale.full).toBe(true);

    const manySales = new SaleBatch();
    for (let i = 0; i < 1_000; i++) manySales.add(row(i, String(i), '1'));
    expect(manySales.full).toBe(true);
  });

  it('traces a rejected line back to its line in the file', () => {
    const batch = batchOf(
      row(2, '1', '1'),
      row(3, '1', '1', { locationId: 'b' }),
      row(4, '1', '2', { locationId: 'b' }),
    );
    const refusal = { saleId: '1', code: 'sale_conflict', detail: 'no' };
    expect(batch.rejectedLines([{ ...refusal, index: 1, lineId: '1' }], whole(batch))).toEqual([
      { line: 3, code: 'sale_conflict', detail: 'no', id: '1/1' },
    ]);
    expect(
      batch
        .rejectedLines([{ ...refusal, index: 1 }], whole(batch))
        .map(({ line }) => line)
        .sort(),
    ).toEqual([3, 4]);
    expect(batch.rejectedLines([{ ...refusal, index: 0, lineId: '2' }], { from: 1, to: 3 })[0]?.line).toBe(4);
  });

  it('takes the later of two lines with one id for the one that was rejected', () => {
    const batch = batchOf(row(2, '1', '1'), row(3, '1', '1'));
    const refusal = { saleId: '1', lineId: '1', code: 'sale_conflict', detail: 'no' };
    expect(batch.rejectedLines([refusal], whole(batch)).map(({ line }) => line)).toEqual([3]);
    expect(batch.rejectedLines([refusal, refusal], whole(batch)).map(({ line }) => line)).toEqual([3, 2]);
  });
});
