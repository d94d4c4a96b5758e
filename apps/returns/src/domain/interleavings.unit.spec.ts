import fc from 'fast-check';
import { aLine, aPurchase, at, Scenario } from '../testing/scenario.js';
import { minorUnits } from './money.js';
import { openUnits } from './purchase.js';
import { awaitedOf, isOpen, receivedOf } from './return.js';

/** Steps of customers, desks, tills, the payment system and time, in any order, repeated and out of turn. */
type Step =
  | { readonly do: 'hand over'; readonly quantity: number }
  | { readonly do: 'authorize'; readonly quantity: number; readonly resolution: 'refund' | 'store_credit' }
  | { readonly do: 'receive' | 'till receipt'; readonly which: number; readonly quantity: number }
  | { readonly do: 'cancel' | 'reject' | 'settle' | 'ask again' | 'complete'; readonly which: number }
  | { readonly do: 'till return'; readonly quantity: number }
  | { readonly do: 'days go by'; readonly days: number };

const few = fc.integer({ min: 1, max: 4 });
const which = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('hand over' as const), quantity: few }),
  fc.record({
    do: fc.constant('authorize' as const),
    quantity: few,
    resolution: fc.constantFrom('refund' as const, 'store_credit' as const),
  }),
  fc.record({ do: fc.constantFrom('receive' as const, 'till receipt' as const), which, quantity: few }),
  fc.record({
    do: fc.constantFrom(
      'cancel' as const,
      'reject' as const,
      'settle' as const,
      'ask again' as const,
      'complete' as const,
    ),
    which,
  }),
  fc.record({ do: fc.constant('till return' as const), quantity: few }),
  fc.record({ do: fc.constant('days go by' as const), days: fc.integer({ min: 1, max: 20 }) }),
);

const ORDERED = 12;
const AMOUNT = '100.00';

/** Runs the steps; `surplus` is what tills took in by themselves, for which no stock was to be asked. */
function run(steps: readonly Step[], check: (shop: Scenario, surplus: number) => void): Scenario {
  const shop = new Scenario(
    aPurchase({ lines: [aLine({ ordered: ORDERED, sold: 0, amount: AMOUNT, handedOverAt: null })] }),
  );
  let surplus = 0;
  let days = 0;
  for (const [n, one] of steps.entries()) {
    const ids = [...shop.returns.keys()];
    const returnId = 'which' in one ? ids[one.which] : undefined;
    switch (one.do) {
      case 'hand over': {
        const sold = Math.min(ORDERED, shop.line().sold + one.quantity);
        const lines = [{ ...shop.line(), sold, handedOverAt: shop.now }];
        shop.purchase = { ...shop.purchase, lines };
        break;
      }
      case 'authorize':
        shop.authorize(`r-${n}`, {
          resolution: one.resolution,
          lines: [{ lineId: '1', quantity: one.quantity, reason: 'late' }],
        });
        break;
      case 'till return':
        shop.tillReturn({ quantity: one.quantity });
        surplus += one.quantity;
        break;
      case 'days go by':
        days += one.days;
        shop.now = at(days);
        for (const id of ids) shop.end(id, 'lapsed');
        break;
      default:
        if (returnId !== undefined) about(shop, returnId, one);
    }
    check(shop, surplus);
  }
  return shop;
}

function about(shop: Scenario, returnId: string, one: Step): void {
  switch (one.do) {
    case 'receive':
      shop.receive(returnId, [{ quantity: one.quantity }]);
      break;
    case 'till receipt':
      shop.tillReceipt(returnId, { quantity: one.quantity });
      break;
    case 'cancel':
    case 'reject':
      shop.end(returnId, one.do === 'cancel' ? 'cancelled' : 'rejected');
      break;
    case 'settle':
      shop.settle(returnId, shop.of(returnId).refund?.amount ?? '0');
      break;
    case 'ask again':
      shop.askAgain(returnId);
      break;
    case 'complete':
      shop.complete(returnId);
      break;
    default:
      throw new Error(`${one.do} is not about a return`);
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('However returns of one line interleave', () => {
  const steps = fc.array(step, { maxLength: 60 });
  const linesOf = (shop: Scenario) => [...shop.returns.values()].flatMap((ret) => ret.lines);

  it('no more is authorised and received than was sold, and the figures of the line are those of its returns', () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (shop) => {
          const line = shop.line();
          expect(line.received + line.authorized).toBeLessThanOrEqual(line.sold);
          expect(openUnits(line)).toBeGreaterThanOrEqual(0);
          expect(sum(linesOf(shop).map(receivedOf))).toBe(line.received);
          expect(sum(linesOf(shop).map(awaitedOf))).toBe(line.authorized);
          for (const { quantity, cancelled, deskReceived, tillReceived } of linesOf(shop)) {
            expect(Math.max(deskReceived, tillReceived) + cancelled).toBeLessThanOrEqual(quantity);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('the stock ledger is asked for every unit that came back, once', () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (shop, surplus) => {
          expect(shop.stocked).toBe(shop.line().received + shop.line().tillReturned - surplus);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('a return pays once, never more than its line cost in all, and to the cent when all comes back', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const shop = run(all, () => {});
        const ids = [...shop.told('refund_requested'), ...shop.told('store_credit_issued')];
        const paid = new Map(ids.map(({ returnId, amount }) => [returnId, minorUnits(amount, 2)]));
        expect(new Set(ids.map(({ refundId }) => refundId)).size).toBe(paid.size);
        const total = [...paid.values()].reduce((a, b) => a + b, 0n);
        expect(total <= minorUnits(AMOUNT, 2)).toBe(true);
        const { received, tillReturned } = shop.line();
        const allSettled = [...shop.returns.values()].every((ret) => !isOpen(ret));
        if (received === ORDERED && tillReturned === 0 && allSettled)
          expect(total).toBe(minorUnits(AMOUNT, 2));
        for (const ret of shop.returns.values()) {
          expect(shop.told('refund_issued').filter((told) => told.returnId === ret.returnId).length).toBe(
            ret.refund?.kind === 'refund' && ret.refund.status === 'settled' ? 1 : 0,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('every excess over what was sold is told, and no return is stuck: time ends each that is open', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const shop = run(all, () => {});
        const { received, tillReturned } = shop.line();
        const over = shop.told('over_returned');
        if (received + tillReturned > ORDERED && tillReturned > 0) expect(over).not.toEqual([]);
        if (received + tillReturned <= ORDERED) expect(over).toEqual([]);
        shop.now = at(10_000);
        for (const id of shop.returns.keys()) shop.end(id, 'lapsed');
        expect([...shop.returns.values()].some(isOpen)).toBe(false);
        expect(shop.line().authorized).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
