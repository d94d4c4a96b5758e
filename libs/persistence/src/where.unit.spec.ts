import { Where } from './where.js';

describe('The conditions of a query', () => {
  it('are numbered in the order in which they come', () => {
    const where = new Where().and('NOT held').and('sku = ?', 'tea').and('(a, b) > (?, ?::int)', 'x', 2);
    expect(String(where)).toBe('WHERE NOT held AND sku = $1 AND (a, b) > ($2, $3::int)');
    expect(where.values).toEqual(['tea', 'x', 2]);
  });

  it('are nothing when there is none', () => {
    expect(`SELECT 1 ${new Where()}`).toBe('SELECT 1 ');
  });

  it('leave out what the caller does not ask for', () => {
    const where = new Where().equals('a', 1).equals('b', undefined).equals('c', null);
    expect(String(where)).toBe('WHERE a = $1 AND c = $2');
    expect(where.values).toEqual([1, null]);
  });

  it('may stand elsewhere in the query, numbered like the others', () => {
    const where = new Where().and('a = ?', 1);
    expect(where.text('b < ? OR b > ?', 2, 3)).toBe('b < $2 OR b > $3');
    expect(String(where)).toBe('WHERE a = $1');
    expect(where.values).toEqual([1, 2, 3]);
  });

  it.each([
    ['a = ?', []],
    ['a = 1', [1]],
  ])('"%s" with %j is a mistake of ours', (condition, values) => {
    expect(() => new Where().and(condition, ...values)).toThrow('differ');
  });
});
