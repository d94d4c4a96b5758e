import { awaitedUnits, inCondition, receiptLines } from './inspection.js';

const line = (lineId: string, quantity: number, received = 0) => ({
  lineId,
  sku: `sku-${lineId}`,
  quantity,
  received,
  reason: 'too_many',
  unitPrice: '10.00',
});

describe('Units on the returns desk', () => {
  it('are those that are still awaited', () => {
    const units = awaitedUnits({ lines: [line('1', 3, 1), line('2', 1, 1)] });
    expect(units.map(({ key }) => key)).toEqual(['1/1', '1/2']);
    expect(units[0]).toMatchObject({ here: true, condition: 'as_new', disposition: 'restock' });
  });

  it('are told together where they are alike, and apart where they are not', () => {
    const [first, second, third] = awaitedUnits({ lines: [line('1', 3)] });
    const damaged = inCondition(third!, 'damaged');
    expect(receiptLines([first!, second!, damaged])).toEqual([
      { lineId: '1', quantity: 2, condition: 'as_new', disposition: 'restock' },
      { lineId: '1', quantity: 1, condition: 'damaged', disposition: 'dispose' },
    ]);
  });

  it('that have not come are not told', () => {
    const units = awaitedUnits({ lines: [line('1', 2)] });
    expect(receiptLines(units.map((unit, i) => ({ ...unit, here: i === 0 })))).toMatchObject([
      { quantity: 1 },
    ]);
    expect(receiptLines([])).toEqual([]);
  });

  it('may become something else than is usual', () => {
    const [unit] = awaitedUnits({ lines: [line('1', 1)] });
    const kept = { ...inCondition(unit!, 'opened'), disposition: 'restock' as const };
    expect(receiptLines([kept])).toMatchObject([{ condition: 'opened', disposition: 'restock' }]);
  });
});
