import { OrderStory } from '../../testing/order-story.js';
import { NOW, RULES } from '../../testing/orders.js';
import { dueAt, sourcesNow } from './due.js';

const BOTH = [
  { lineId: '1', sku: 'mug', quantity: 2 },
  { lineId: '2', sku: 'lamp', quantity: 1 },
];
/** A place is asked, and cannot promise these goods. */
function refusedBy(story: OrderStory, locationId: string, ...skus: string[]): void {
  story.sourcedAt(locationId);
  story.when({
    type: 'refused',
    reservationId: story.order.reservations.at(-1)!.reservationId,
    request: 'reserve',
    code: 'insufficient_stock',
    lines: skus.map((sku) => ({ sku, locationId })),
  });
}

describe('An order remembers', () => {
  it('where not to look again, for each of the goods once', () => {
    const story = new OrderStory();
    refusedBy(story, 'mall', 'mug');
    refusedBy(story, 'mall', 'mug', 'lamp');
    refusedBy(story, 'old-town', 'mug');
    expect(story.order.exclusions.map(({ locationId, sku, why }) => [locationId, sku, why])).toEqual([
      ['mall', 'mug', 'refused'],
      ['mall', 'lamp', 'refused'],
      ['old-town', 'mug', 'refused'],
    ]);
  });

  it('that the customer cancelled it, and not the house', () => {
    const story = OrderStory.allocated();
    const { facts } = story.when({ type: 'cancel' });
    expect(facts.flatMap(({ data }) => ('reason' in data ? [data.reason] : []))).toEqual([
      'customer_cancelled',
      'customer_cancelled',
      'customer_cancelled',
    ]);
    const asking = new OrderStory();
    asking.sourcedAt('mall');
    asking.when({ type: 'cancel' });
    expect(asking.order.reservations).toMatchObject([{ status: 'given_up', askAgainAt: null }]);
  });

  it('why the places were chosen', () => {
    const { sourcing } = new OrderStory().sourcedAt('mall');
    expect(sourcing).toMatchObject([{ explanation: 'Chosen by the test.' }]);
    expect(OrderStory.allocated().step({ step: 'accept' }).sourcing).toEqual([]);
  });

  it('wrong codes, although it refuses them', () => {
    const story = OrderStory.ready();
    const wrong = story.step({ step: 'handover', collectedBy: 'Li Na', codeIsRight: false });
    expect(wrong.changed).toBe(true);
    expect(story.lastFulfillment.codeTries).toBe(1);
  });
});

describe('The next thing that an order does by itself', () => {
  it('is the first of all that it waits for', () => {
    const story = OrderStory.ready();
    expect(dueAt(story.order)).toBe(story.now + RULES.pickupHoldMs - RULES.pickupReminderMs);
    story.after(RULES.pickupHoldMs - RULES.pickupReminderMs);
    expect(dueAt(story.order)).toBe(NOW + RULES.pickupHoldMs);
  });

  it('is to be sourced: at once when it is new, and later when nobody had it, to the moment', () => {
    const story = new OrderStory();
    expect(sourcesNow(story.order, 0)).toBe(true);
    story.unfilled(...BOTH);
    const again = story.now + RULES.sourcingRetryMs;
    expect(sourcesNow(story.order, again - 1)).toBe(false);
    expect(sourcesNow(story.order, again)).toBe(true);
    story.sourcedAt('mall');
    expect(sourcesNow(story.order, again)).toBe(false);
  });
});
