import { OrderStory } from '../../testing/order-story.js';
import { faultsOf } from './invariants.js';
import type { FulfillmentState, LineState, OrderState } from './order.js';

/** The mugs of an order that is well, with something wrong about them. */
function with1(line: Partial<LineState>, fulfillment: Partial<FulfillmentState> = {}): OrderState {
  const order = structuredClone(OrderStory.allocated().order);
  Object.assign(order.lines[0]!, line);
  Object.assign(order.fulfillments[0]!, fulfillment);
  return order;
}

describe('A fault in the books of an order is noticed', () => {
  it('and there is none in an order that is well, at any step', () => {
    const asking = new OrderStory();
    asking.sourcedAt('mall');
    const over = OrderStory.ready();
    over.step({ step: 'handover', collectedBy: 'Li Na', codeIsRight: true });
    for (const { order } of [new OrderStory(), asking, OrderStory.allocated(), OrderStory.inTransit(), over])
      expect(faultsOf(order)).toEqual([]);
  });

  it.each<[string, OrderState, string[]]>([
    [
      'units are missing',
      with1({ allocated: 1 }),
      ['1: units do not add up', '1: 1 allocated, 2 in fulfillments'],
    ],
    ['units are there twice', with1({ fulfilled: 1 }), ['1: units do not add up']],
    ['units are cancelled twice', with1({ cancelled: 1 }), ['1: units do not add up']],
    [
      'units are taken from nowhere',
      with1({ sourcing: -1, fulfilled: 1 }),
      ['1: below zero', '1: more units asked for than sought'],
    ],
    ['units are taken back from the customer', with1({ sourcing: 1, fulfilled: -1 }), ['1: below zero']],
    [
      'units could not be had that were not cancelled',
      with1({ unfillable: 1 }),
      ['1: more unfillable than cancelled'],
    ],
    ['units could be had less than never', with1({ unfillable: -1 }), ['1: below zero']],
    [
      'units are promised by a fulfillment that is over',
      with1({}, { status: 'cancelled' }),
      ['1: 2 allocated, 0 in fulfillments', '2: 1 allocated, 0 in fulfillments'],
    ],
  ])('where %s', (_, order, faults) => {
    expect(faultsOf(order)).toEqual(faults);
  });

  it('where more is asked for than is sought', () => {
    const story = new OrderStory();
    story.sourcedAt('mall');
    const order = structuredClone(story.order);
    Object.assign(order.lines[0]!, { sourcing: 1, cancelled: 1 });
    expect(faultsOf(order)).toEqual(['1: more units asked for than sought']);
  });
});
