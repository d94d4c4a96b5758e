import type { PostableMovementType } from '#contracts';
import fc from 'fast-check';
import { HOUR, aLevel, aMovement, aSaleLine, aTransfer, at } from '../testing/builders.js';
import {
  commit,
  expire,
  extend,
  fulfill,
  postMovement,
  promise,
  receive,
  receiveUnits,
  recordCount,
  recordSale,
  release,
  reserve,
  setSafetyStock,
  ship,
  stage,
} from '../testing/commands.js';
import { type Scenario, given } from '../testing/scenario.js';
import type { LedgerEntry } from './book.js';
import type { StockCommand } from './command.js';
import { type Figures, type Level, levelId } from './level.js';

const LOCATIONS = ['store-1', 'store-2'];
const SKUS = ['TEA', 'COFFEE'];
const LEVELS = LOCATIONS.flatMap((locationId) => SKUS.map((sku) => ({ locationId, sku })));
const FIGURES = ['onHand', 'reserved', 'committed', 'damaged', 'qualityControl', 'incoming'] as const;

const location = fc.constantFrom(...LOCATIONS);
const sku = fc.constantFrom(...SKUS, 'UNKNOWN');
const reservationId = fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5');
const few = fc.integer({ min: 1, max: 12 });
const id = fc.integer({ min: 1, max: 40 });
/** From three hours ago to an hour ahead, in steps coarse enough to meet. */
const moment = fc.integer({ min: -12, max: 4 }).map((quarters) => at((quarters * HOUR) / 4));
const lines = fc.array(fc.record({ sku, locationId: location, quantity: few }), {
  minLength: 1,
  maxLength: 3,
});

const some = fc.option(lines, { nil: undefined });
const asker = fc.constantFrom(undefined, 'asker');

/** Every kind of command, made of few ids so that they meet, and now and then an id that was used before. */
const command: fc.Arbitrary<StockCommand> = fc.oneof(
  fc
    .record({
      saleId: id.map((n) => `sale-${n}`),
      locationId: location,
      occurredAt: moment,
      lines: fc.array(
        fc
          .record({
            lineId: fc.constantFrom('1', '2'),
            sku,
            quantity: fc.integer({ min: -3, max: 12 }),
            disposition: fc.constantFrom(
              undefined,
              'restock' as const,
              'quarantine' as const,
              'dispose' as const,
            ),
            fulfillmentId: fc.option(fc.constant('f'), { nil: undefined, freq: 8 }),
          })
          .map(aSaleLine),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(recordSale),
  fc
    .tuple(
      fc.constantFrom<PostableMovementType>(
        'opening', 'receipt', 'receipt', 'adjustment', 'damage', 'recover', 'quality_hold', 'quality_release', 'dispose',
      ), // prettier-ignore
      few,
      fc.boolean(),
      fc.record({
        movementId: id.map((n) => `movement-${n}`),
        locationId: location,
        sku,
        occurredAt: moment,
      }),
    )
    .map(([type, quantity, less, rest]) =>
      postMovement(aMovement(type, type === 'adjustment' && less ? -quantity : quantity, rest)),
    ),
  fc
    .tuple(reservationId, fc.boolean(), lines, fc.integer({ min: 1, max: 7_200 }))
    .map(([id, allowPartial, lines, ttlSeconds]) => reserve(id, { allowPartial, lines, ttlSeconds })),
  fc.tuple(reservationId, few).map(([id, seconds]) => extend(id, seconds * 60)),
  fc.tuple(reservationId, lines).map(([id, lines]) => promise(id, lines, 'asker')),
  fc.tuple(reservationId, asker).map(([id, asker]) => commit(id, asker)),
  fc.tuple(reservationId, some, asker).map(([id, some, asker]) => fulfill(id, some, asker)),
  fc.tuple(reservationId, some, asker).map(([id, some, asker]) => release(id, some, asker)),
  fc
    .tuple(reservationId, fc.integer({ min: 0, max: 12 }), sku, location)
    .map(([id, staged, sku, locationId]) => stage(id, staged, { sku, locationId })),
  reservationId.map(expire),
  fc
    .tuple(id, location, moment, fc.dictionary(sku, few, { maxKeys: 2 }), fc.boolean(), fc.boolean())
    .map(([n, locationId, countedAt, quantities, includesStaged, whole]) =>
      recordCount(quantities, { countId: `count-${n}`, locationId, countedAt, includesStaged, whole }),
    ),
  fc
    .tuple(
      id,
      location,
      moment,
      fc.constantFrom('customer_return' as const, 'put_away' as const),
      fc.array(
        fc.record({
          lineId: fc.constantFrom('1', '2'),
          sku,
          quantity: few,
          disposition: fc.constantFrom('restock' as const, 'quarantine' as const, 'dispose' as const),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    )
    .map(([n, locationId, occurredAt, reason, lines]) =>
      receiveUnits(lines, { receiptId: `receipt-${n}`, locationId, occurredAt, reason }),
    ),
  fc.constantFrom('there', 'back').map((transferId) => ship({ transferId })),
  fc
    .tuple(fc.constantFrom('there', 'back'), fc.boolean(), few, fc.boolean())
    .map(([transferId, final, quantity, all]) =>
      receive({ transferId, final, lines: all ? undefined : [{ sku: 'TEA', quantity }] }),
    ),
  fc
    .tuple(fc.option(few), location, sku)
    .map(([safetyStock, locationId, sku]) => setSafetyStock(safetyStock, { locationId, sku })),
);

/** One command, or time that passes until the next batch. */
const step = fc.oneof({ weight: 6, arbitrary: command }, { weight: 1, arbitrary: fc.constantFrom(1, HOUR) });

describe('Whatever commands come, in whatever order', () => {
  it('book, ledger and promises agree, and nothing is promised twice', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        let shop = openShop();
        const earlier: LedgerEntry[] = [];
        for (const next of steps) {
          if (typeof next === 'number') {
            earlier.push(...shop.ledger);
            shop = shop.later(next);
          } else {
            judge(shop, next, earlier);
          }
          checkInvariants(shop, [...earlier, ...shop.ledger]);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function openShop(): Scenario {
  return given({
    levels: LEVELS.map(aLevel),
    locations: { 'store-1': 2 },
    transfers: [
      aTransfer({ TEA: 6, COFFEE: 2 }, { transferId: 'there', from: 'store-1', to: 'store-2' }),
      aTransfer(
        { TEA: 3 },
        { transferId: 'back', from: 'store-2', to: 'store-1', stockStatus: 'quality_control' },
      ),
    ],
  });
}

function judge(shop: Scenario, command: StockCommand, earlier: readonly LedgerEntry[]): void {
  const before = snapshot(shop);
  const entered = shop.ledger.length;
  if (command.type === 'record_count')
    addUpMovements(shop, command.countId, Date.parse(command.countedAt), earlier);
  const outcome = shop.when(command);
  const entries = shop.ledger.slice(entered);

  // A refusal leaves no trace.
  if (!outcome.ok) {
    expect(entries).toEqual([]);
    expect(snapshot(shop)).toEqual(before);
  }
  for (const entry of entries) {
    const level = shop.level(entry.sku, entry.locationId);
    // What a reservation or a transfer takes was free, to the last unit.
    if (entry.type === 'reserve' || command.type === 'promise') expect(free(level)).toBeGreaterThanOrEqual(0);
    if (entry.type === 'transfer_out') {
      const transfer = command.type === 'ship_transfer' && shop.state.transfers.get(command.transferId);
      if (transfer && transfer.stockStatus === 'available') expect(free(level)).toBeGreaterThanOrEqual(0);
    }
    // As of the count's moment the book says what was counted on the shelf, whatever came in early or late.
    if (entry.type === 'count') {
      const all = [...earlier, ...shop.ledger].filter(
        (e) => sameLevel(e, level) && e.occurredAt <= entry.occurredAt,
      );
      const inBags = command.type === 'record_count' && command.includesStaged ? 0 : stagedOf(all);
      expect(onHandOf(all) - inBags).toBe(entry.quantity);
    }
  }
  // A till's sale from before the newest count never changes what is there.
  if (command.type === 'record_sale') {
    for (const level of LEVELS.map((ref) => shop.level(ref.sku, ref.locationId))) {
      if (level.countedAt === null || Date.parse(command.sale.occurredAt) > level.countedAt) continue;
      expect(level.onHand).toBe(before.levels[levelId(level.locationId, level.sku)]?.onHand);
    }
  }
}

function checkInvariants(shop: Scenario, ledger: readonly LedgerEntry[]): void {
  const reservations = [...shop.state.reservations.values()];
  const transfers = [...shop.state.transfers.values()];
  expect(new Set(ledger.map((entry) => entry.movementId)).size).toBe(ledger.length);

  for (const ref of LEVELS) {
    const level = shop.level(ref.sku, ref.locationId);
    const entries = ledger.filter((entry) => sameLevel(entry, ref));
    expect(entries.map((entry) => entry.sequence)).toEqual(entries.map((_, i) => i + 1));
    expect(level.sequence).toBe(entries.length);

    const sum = Object.fromEntries(FIGURES.map((name) => [name, 0])) as unknown as Figures;
    for (const entry of entries) {
      for (const name of FIGURES) sum[name] += entry.change[name] ?? 0;
      expect(entry.after).toMatchObject(sum);
    }
    expect(level).toMatchObject(sum);

    for (const name of FIGURES) if (name !== 'onHand') expect(level[name]).toBeGreaterThanOrEqual(0);
    const open = (status: string) =>
      reservations
        .filter((reservation) => reservation.status === status)
        .flatMap((reservation) => reservation.lines.filter((line) => sameLevel(line, ref)))
        .reduce((units, line) => units + line.quantity - line.fulfilled - line.released, 0);
    expect({ reserved: level.reserved, committed: level.committed }).toEqual({
      reserved: open('active'),
      committed: open('committed'),
    });
    const picked = reservations
      .flatMap((reservation) => reservation.lines.filter((line) => sameLevel(line, ref)))
      .reduce((units, line) => units + line.staged, 0);
    expect(stagedOf(entries)).toBe(picked);
    const onTheWay = transfers
      .filter((transfer) => transfer.to === ref.locationId)
      .flatMap((transfer) => transfer.lines.filter((line) => line.sku === ref.sku))
      .reduce((units, line) => units + line.shipped - line.received - line.lost, 0);
    expect(level.incoming).toBe(onTheWay);
  }
  for (const { status, lines } of reservations) {
    for (const { quantity, fulfilled, released, staged } of lines) {
      expect(staged).toBeGreaterThanOrEqual(0);
      expect(staged).toBeLessThanOrEqual(status === 'committed' ? quantity - fulfilled - released : 0);
    }
    const open = lines.some((line) => line.fulfilled + line.released < line.quantity);
    expect(open).toBe(status === 'active' || status === 'committed');
  }
}

/** What earlier batches moved after the count's moment, as the database would add it up. */
function addUpMovements(
  shop: Scenario,
  countId: string,
  countedAt: number,
  earlier: readonly LedgerEntry[],
): void {
  for (const ref of LEVELS) {
    const all = earlier.filter((entry) => sameLevel(entry, ref));
    const since = all.filter((entry) => entry.occurredAt > countedAt);
    const id = levelId(ref.locationId, ref.sku);
    shop.state.movedSince.set(`${countId}\u001f${id}`, { onHand: onHandOf(since), staged: stagedOf(since) });
    shop.state.stagedBefore.set(id, stagedOf(all));
  }
}

const onHandOf = (entries: readonly LedgerEntry[]): number =>
  entries.reduce((sum, entry) => sum + (entry.change.onHand ?? 0), 0);

const stagedOf = (entries: readonly LedgerEntry[]): number =>
  entries.reduce((sum, entry) => sum + (entry.staged ?? 0), 0);

const sameLevel = (a: { locationId: string; sku: string }, b: { locationId: string; sku: string }): boolean =>
  a.sku === b.sku && a.locationId === b.locationId;

const free = (level: Level): number =>
  level.onHand - level.reserved - level.committed - level.damaged - level.qualityControl - level.safetyStock;

const snapshot = (shop: Scenario) =>
  structuredClone({
    levels: Object.fromEntries(
      LEVELS.map((ref) => [levelId(ref.locationId, ref.sku), { ...shop.level(ref.sku, ref.locationId) }]),
    ),
    reservations: shop.state.reservations,
    transfers: shop.state.transfers,
  });
