import { CommandQueue, type Priority } from './command-queue.js';

const LIMITS = { commands: 8, lines: 100 };

interface Waiting {
  readonly name: string;
  readonly lines: number;
  readonly bytes: number;
}

function queueOf(...waiting: [name: string, priority: Priority, lines?: number][]): CommandQueue<Waiting> {
  const queue = new CommandQueue<Waiting>();
  for (const [name, priority, lines = 1] of waiting) queue.push({ name, lines, bytes: 100 }, priority);
  return queue;
}

const many = (prefix: string, count: number, priority: Priority, lines = 1) =>
  Array.from(
    { length: count },
    (_, i) => [`${prefix}${i + 1}`, priority, lines] as [string, Priority, number],
  );

const names = (batch: Waiting[]): string[] => batch.map(({ name }) => name);

describe('What waits for the next batch', () => {
  it('is taken checkout first, each in the order in which it came', () => {
    const queue = queueOf(
      ['sale 1', 'bulk'],
      ['cart 1', 'checkout'],
      ['sale 2', 'bulk'],
      ['cart 2', 'checkout'],
    );
    expect(names(queue.take(LIMITS))).toEqual(['cart 1', 'cart 2', 'sale 1', 'sale 2']);
    expect(queue.take(LIMITS)).toEqual([]);
  });

  it('leaves a quarter of a full batch to the tills, however many carts wait', () => {
    const queue = queueOf(...many('cart ', 20, 'checkout'), ...many('sale ', 20, 'bulk'));
    expect(names(queue.take(LIMITS))).toEqual([
      'cart 1', 'cart 2', 'cart 3', 'cart 4', 'cart 5', 'cart 6', 'sale 1', 'sale 2',
    ]); // prettier-ignore
    expect(names(queue.take(LIMITS)).slice(-2)).toEqual(['sale 3', 'sale 4']);
  });

  it('gives the carts what the tills do not need of their quarter, and the other way round', () => {
    const carts = queueOf(['sale 1', 'bulk'], ...many('cart ', 20, 'checkout'));
    expect(names(carts.take(LIMITS))).toEqual([
      'cart 1', 'cart 2', 'cart 3', 'cart 4', 'cart 5', 'cart 6', 'sale 1', 'cart 7',
    ]); // prettier-ignore
    const tills = queueOf(['cart 1', 'checkout'], ...many('sale ', 20, 'bulk'));
    expect(tills.take(LIMITS)).toHaveLength(8);
  });

  it('fills the whole batch with carts when no till waits', () => {
    expect(queueOf(...many('cart ', 20, 'checkout')).take(LIMITS)).toHaveLength(8);
  });

  it('counts lines as well as commands', () => {
    const queue = queueOf(...many('sale ', 5, 'bulk', 40));
    expect(names(queue.take(LIMITS))).toEqual(['sale 1', 'sale 2']);
    expect(names(queue.take(LIMITS))).toEqual(['sale 3', 'sale 4']);
    expect(names(queue.take(LIMITS))).toEqual(['sale 5']);
  });

  it('never lets a small command overtake a big one of its kind', () => {
    const queue = queueOf(['sale 1', 'bulk', 60], ['sale 2', 'bulk', 60], ['sale 3', 'bulk', 1]);
    expect(names(queue.take(LIMITS))).toEqual(['sale 1']);
    expect(names(queue.take(LIMITS))).toEqual(['sale 2', 'sale 3']);
  });

  it('runs a command that is bigger than a batch by itself', () => {
    const queue = queueOf(['count', 'bulk', 500], ['sale', 'bulk']);
    expect(names(queue.take(LIMITS))).toEqual(['count']);
    expect(names(queue.take(LIMITS))).toEqual(['sale']);
  });

  it('lets a big count through although carts never stop coming', () => {
    const queue = queueOf(['count', 'bulk', 100]);
    const taken: string[] = [];
    for (let batch = 0; batch < 3; batch++) {
      for (const [name, priority, lines] of many(`cart ${batch}.`, 8, 'checkout')) {
        queue.push({ name, lines, bytes: 100 }, priority);
      }
      taken.push(...names(queue.take(LIMITS)));
    }
    expect(taken).toContain('count');
  });

  it('knows how many commands and bytes wait', () => {
    const queue = queueOf(...many('cart ', 10, 'checkout'));
    expect([queue.size, queue.byteSize]).toEqual([10, 1_000]);
    queue.take(LIMITS);
    expect([queue.size, queue.byteSize]).toEqual([2, 200]);
  });
});
