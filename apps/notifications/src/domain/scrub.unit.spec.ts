import { scrub } from './scrub.js';
import { wants } from './event-types.js';

describe('What is kept of a failure', () => {
  it('says what the server said, without the address that it quoted', () => {
    expect(scrub('550 5.1.1 <ada@shop.example>: Recipient address rejected', [])).toBe(
      '550 5.1.1 <[…]>: Recipient address rejected',
    );
    expect(scrub("The 'To' number +86 138-0013-8000 is not valid", [])).toBe(
      "The 'To' number […] is not valid",
    );
  });

  it('never names the person', () => {
    expect(scrub('No mailbox for Ada Lovelace', ['Ada Lovelace', null, ''])).toBe('No mailbox for […]');
    expect(scrub('null is undefined here', [null, undefined])).toBe('null is undefined here');
  });

  it('is short, and one line', () => {
    const text = scrub(`first\r\nsecond ${'x'.repeat(1_000)}`, []);
    expect(text).toMatch(/^first second x+…$/);
    expect(text).toHaveLength(300);
    expect(scrub('y'.repeat(300), [])).toBe('y'.repeat(300));
    expect(scrub(' \n refused \t ', [])).toBe('refused');
  });
});

describe('An endpoint', () => {
  it.each([
    [['orders.order-placed.v1'], true],
    [['orders.*'], true],
    [['*'], true],
    [['returns.*', 'orders.order-allocated.v1'], false],
    [['order.*'], false],
    [['orders.order-placed'], false],
    [['orders.order-placed.v'], false],
    [['*.*'], false],
    [['returns.*', 'orders.*'], true],
  ])('with %j gets orders.order-placed.v1: %s', (eventTypes, expected) => {
    expect(wants(eventTypes, 'orders.order-placed.v1')).toBe(expected);
  });
});
