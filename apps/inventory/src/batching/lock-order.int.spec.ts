import type { PoolClient } from 'pg';
import type { StockCommand } from '../domain/command.js';
import { aMovement, aSaleLine } from '../testing/builders.js';
import { postMovement, recordCount, recordSale, reserve } from '../testing/commands.js';
import { InventoryDatabase } from '../testing/inventory-database.js';
import { valueOf } from '../testing/scenario.js';
import type { StockBatcher } from './stock-batcher.js';

const now = new Date().toISOString();
const MANY = 500;

const receipt = (movementId: string, sku: string, locationId: string) =>
  postMovement(aMovement('receipt', 10_000, { movementId, sku, locationId, occurredAt: now }));

describe('Replicas that meet in the same stock never wait for each other in a circle', () => {
  let inventory: InventoryDatabase;
  beforeAll(async () => {
    inventory = await InventoryDatabase.open();
    await inventory.addLocations('store-1', 'store-2');
    await inventory.addItems(['TEA']);
    const batcher = await inventory.replica();
    valueOf(await batcher.submit(receipt('opening-1', 'TEA', 'store-1')));
    valueOf(await batcher.submit(receipt('opening-2', 'TEA', 'store-2')));
  });
  afterAll(() => inventory.close());
  afterEach(async () => expect(await inventory.drift()).toEqual([]));

  /** A replica that calls `before` ahead of every statement, and notes the code of every one that fails. */
  async function watchedReplica(
    failures: string[],
    before: (sql: string) => Promise<void>,
  ): Promise<StockBatcher> {
    return inventory.replica({ lanes: 1 }, (dataSource) => {
      const createQueryRunner = dataSource.createQueryRunner.bind(dataSource);
      dataSource.createQueryRunner = (mode) => {
        const runner = createQueryRunner(mode);
        const connect = runner.connect.bind(runner) as () => Promise<PoolClient>;
        runner.connect = async () => {
          const client = await connect();
          const query = async (statement: string | { text: string }, values?: unknown[]) => {
            await before(typeof statement === 'string' ? statement : statement.text);
            try {
              return await client.query(statement as string, values);
            } catch (error) {
              failures.push(String((error as { code?: unknown }).code));
              throw error;
            }
          };
          return { query };
        };
        return runner;
      };
    });
  }

  const many = (command: (i: number) => StockCommand): StockCommand[] =>
    Array.from({ length: MANY }, (_, i) => command(i));

  const MEETINGS: [string, (place: string) => StockCommand[]][] = [
    [
      'reservations',
      (place) =>
        many((i) =>
          reserve(`cart-${i}`, {
            reservationId: `cart-${i}`,
            lines: [{ sku: 'TEA', locationId: place, quantity: 1 }],
          }),
        ),
    ],
    ['movements', (place) => many((i) => receipt(`delivery-${i}`, 'TEA', place))],
    [
      'counts',
      (place) =>
        many((i) => recordCount({ TEA: 1 }, { countId: `count-${i}`, locationId: place, countedAt: now })),
    ],
    [
      'sale lines that wait',
      () =>
        many((i) =>
          recordSale({ saleId: `sale-${i}`, occurredAt: now, lines: [aSaleLine({ sku: 'UNKNOWN' })] }),
        ),
    ],
  ];

  it.each(MEETINGS)('the same new %s, sent to both in opposite orders', async (_, commands) => {
    const failures: string[] = [];
    // Both write at the same moment, as far as a test can bring that about.
    let arrived = 0;
    let bothAreThere!: () => void;
    const meeting = new Promise<void>((resolve) => (bothAreThere = resolve));
    const meet = async (sql: string): Promise<void> => {
      if (!sql.startsWith('WITH w0')) return;
      if (++arrived === 2) bothAreThere();
      await meeting;
    };
    const [one, other] = [await watchedReplica(failures, meet), await watchedReplica(failures, meet)];
    const outcomes = await Promise.all([
      ...commands('store-1').map((command) => one.submit(command)),
      ...commands('store-2')
        .toReversed()
        .map((command) => other.submit(command)),
    ]);
    expect(outcomes).toHaveLength(2 * MANY);
    expect(arrived).toBeGreaterThanOrEqual(2);
    expect(failures.filter((code) => code !== UNIQUE_VIOLATION)).toEqual([]);
  });

  it('a new level that another replica has made and locked meanwhile', async () => {
    await inventory.addItems(['NEW-A', 'NEW-B']);
    const create = `INSERT INTO inventory.stock_level (location_id, sku, updated_at) VALUES ('store-1', $1, now())`;
    const failures: string[] = [];
    const neighbour = inventory.dataSource.createQueryRunner();
    let neighbourDone: Promise<void> | undefined;
    const replica = await watchedReplica(failures, async (sql) => {
      // Both levels are missing so far; before we make ours, somebody makes the second.
      if (sql.includes('INSERT INTO inventory.stock_level') && neighbourDone === undefined) {
        await inventory.query(create, ['NEW-B']);
      }
      // We have made the first. The neighbour has locked the second, and now needs the first.
      if (sql.includes('NOWAIT') && neighbourDone === undefined) {
        await neighbour.startTransaction();
        await neighbour.query(`SELECT FROM inventory.stock_level WHERE sku = 'NEW-B' FOR UPDATE`);
        neighbourDone = neighbour
          .query(`${create} ON CONFLICT DO NOTHING`, ['NEW-A'])
          .then(() => neighbour.commitTransaction());
      }
    });
    const outcomes = await Promise.all([
      replica.submit(receipt('new-a', 'NEW-A', 'store-1')),
      replica.submit(receipt('new-b', 'NEW-B', 'store-1')),
    ]);
    await neighbourDone;
    await neighbour.release();
    for (const outcome of outcomes) valueOf(outcome);
    expect(failures).toEqual([LOCK_NOT_AVAILABLE]);
  });
});

/** The second to write a new id looks again and finds the first's. */
const UNIQUE_VIOLATION = '23505';
const LOCK_NOT_AVAILABLE = '55P03';
