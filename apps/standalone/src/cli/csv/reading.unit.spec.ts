import { gzipSync } from 'node:zlib';
import { Columns, parseMapping } from './columns.js';
import { plain } from './input.js';
import { readRows } from './rows.js';

async function* pieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

/** What was read, and the message of the error that ended it. */
async function readAll(content: Buffer | string, size = 7) {
  const rows: string[][] = [];
  const lines: number[] = [];
  try {
    const source = plain(pieces(Buffer.from(content), size), 'sales.csv');
    for await (const row of readRows(source, { name: 'sales.csv' })) {
      rows.push(row.cells);
      lines.push(row.line);
    }
    return { rows, lines, failure: undefined };
  } catch (error) {
    return { rows, lines, failure: (error as Error).message };
  }
}

const many = `a,b\n${Array.from({ length: 20_000 }, (_, i) => `${i},${(i * 7919) % 10_007}`).join('\n')}\n`;

describe('reading a CSV file', () => {
  it('reads it plain or gzip, whatever its name, in pieces of any size', async () => {
    const expected = {
      rows: [
        ['a', 'b'],
        ['1', 'x,y'],
        ['2', 'ü'],
      ],
      lines: [1, 2, 4],
      failure: undefined,
    };
    const text = '\ufeffa,b\r\n1,"x,y"\r\n\r\n2,ü';
    for (const size of [1, 2, 7, 1000]) {
      expect(await readAll(text, size)).toEqual(expected);
      expect(await readAll(gzipSync(text), size)).toEqual(expected);
    }
  });

  it('reads gzip files that were put one behind the other', async () => {
    const { rows } = await readAll(Buffer.concat([gzipSync('a,b\n1,2\n'), gzipSync('3,4\n')]));
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('reads nothing from an empty file', async () => {
    expect((await readAll('')).rows).toEqual([]);
    expect((await readAll('x')).rows).toEqual([['x']]);
  });

  it('gives out every whole row before the cut of a gzip, then says that it was cut', async () => {
    const whole = gzipSync(many);
    const { rows, failure } = await readAll(whole.subarray(0, Math.floor(whole.length * 0.7)), 1000);
    expect(failure).toContain('cut off');
    expect(rows.length).toBeGreaterThan(10_000);
    const text = many.split('\n');
    expect(rows.map((row) => row.join(','))).toEqual(text.slice(0, rows.length));
  });

  it('gives out what came before the damage of a gzip, then says that it is damaged', async () => {
    const damaged = gzipSync(many);
    damaged.fill(0xff, damaged.length - 2_000, damaged.length - 1_000);
    const { rows, failure } = await readAll(damaged, 1000);
    expect(failure).toContain('damaged gzip');
    expect(rows.length).toBeGreaterThan(1_000);
  });

  it('says that a file which merely begins like gzip is damaged, and does not hang', async () => {
    const { rows, failure } = await readAll(
      Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from('nonsense')]),
    );
    expect(rows).toEqual([]);
    expect(failure).toContain('damaged gzip');
  });

  it('keeps a stray quote within its row', async () => {
    const { rows, failure } = await readAll('a,b\n1,5" pipe\n2,"x"y\n3,z\n');
    expect(failure).toBeUndefined();
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '5" pipe'],
      ['2', '"x"y'],
      ['3', 'z'],
    ]);
  });

  it('says so when a quote is never closed, having given out the rows before it', async () => {
    const { rows, failure } = await readAll(`a,b\n1,x\n2,"open\n${'3,y\n'.repeat(400_000)}`, 64 * 1024);
    expect(rows.slice(0, 2)).toEqual([
      ['a', 'b'],
      ['1', 'x'],
    ]);
    expect(failure).toContain('never closed');
  });
});

describe('finding the columns', () => {
  const fields = [
    { name: 'sku', required: true },
    { name: 'quantity', required: true },
    { name: 'amount', required: false },
  ];

  it('takes columns of the fields’ own names, or those that were mapped', () => {
    const mapping = parseMapping(['sku=product_id', ' amount = sales value '], fields);
    const columns = new Columns(['product_id', ' quantity', 'sales value'], fields, mapping);
    expect(columns.cell(['42', ' 3 ', ''], 'sku')).toBe('42');
    expect(columns.cell(['42', ' 3 ', ''], 'quantity')).toBe('3');
    expect(columns.cell(['42', ' 3 ', ''], 'amount')).toBeUndefined();
  });

  it('names the columns there are when one is missing', () => {
    expect(() => new Columns(['product_id', 'qty'], fields, new Map())).toThrow(
      /no column sku, no column quantity.*Its columns are: product_id, qty/,
    );
    expect(() => new Columns(['sku', 'quantity'], fields, new Map([['amount', 'money']]))).toThrow(
      /no column money \(for amount\)/,
    );
  });

  it('names the fields there are when the mapping has another', () => {
    expect(() => parseMapping(['sk=product_id'], fields)).toThrow(/"sk".*Fields: sku, quantity, amount/);
    expect(() => parseMapping(['sku'], fields)).toThrow(/field=column/);
  });
});
