import { OutboxRelay, PostgresTransport } from '#messaging';
import { inTransaction, runMigrations } from '#persistence';
import { SCHEMA } from '../../persistence/schema.js';
import { InventoryDatabase, type WaitingEvent } from '../../testing/inventory-database.js';
import { TellCatalogue } from './tell-catalogue.js';

describe('A catalogue from before anybody told of it', () => {
  let inventory: InventoryDatabase;
  let relay: OutboxRelay;

  const replica = () => new TellCatalogue(inventory.dataSource, relay);
  const items = (): Promise<WaitingEvent[]> => inventory.events('inventory.item-changed.v1');
  const hasWhatIsUntold = async (): Promise<boolean> => {
    const [row] = await inventory.query<{ there: boolean }>(
      `SELECT to_regclass('inventory.untold_catalogue') IS NOT NULL AS there`,
    );
    return row?.there === true;
  };
  const keysOf = (events: readonly WaitingEvent[]) => events.map(({ key }) => key);
  const skus = Array.from({ length: 2_500 }, (_, i) => `SKU-${String(i).padStart(5, '0')}`);

  beforeEach(async () => {
    inventory = await InventoryDatabase.open();
    relay = new OutboxRelay({
      service: 'inventory',
      schema: 'inventory',
      dataSource: inventory.dataSource,
      transport: new PostgresTransport({ url: 'postgres://nobody.invalid/none' }),
    });
    await inventory.addLocations('store-1', 'store-2');
    await inventory.addItems(skus);
    // As a database is that held a catalogue before this version came.
    while (await hasWhatIsUntold()) await inventory.dataSource.undoLastMigration();
    await runMigrations(inventory.dataSource, { schema: SCHEMA });
  });
  afterEach(() => inventory.close());

  it('is told portion by portion, each row once, and then never again', async () => {
    const progress: string[] = [];
    do progress.push(await replica().tellSome());
    while (progress.at(-1) !== 'done');
    expect(progress).toEqual(['told', 'told', 'told', 'told', 'done']);
    expect(keysOf(await inventory.events('inventory.location-changed.v1'))).toEqual(['store-1', 'store-2']);
    expect(keysOf(await items())).toEqual(skus);
    expect((await items())[0]?.data).toMatchObject({ sku: 'SKU-00000', unit: 'each', returnable: true });
  });

  it('is told by one replica at a time, and by the next from where the last one stopped', async () => {
    await replica().tellSome();
    await replica().tellSome();
    await inTransaction(inventory.dataSource, async (tx) => {
      await tx.query('SELECT FROM inventory.untold_catalogue FOR UPDATE');
      expect(await replica().tellSome()).toBe('busy');
    });
    await replica().tellSome();
    expect(keysOf(await items())).toEqual(skus.slice(0, 2_000));
  });

  it('waits for a change of a row that is being written, and tells it as it is then', async () => {
    await replica().tellSome();
    const writer = inventory.dataSource.createQueryRunner();
    await writer.startTransaction();
    await writer.query(`UPDATE inventory.item SET name = 'Tea' WHERE sku = 'SKU-00007'`);
    const telling = replica().tellSome();
    await writer.commitTransaction();
    await writer.release();
    await telling;
    expect((await items()).find(({ key }) => key === 'SKU-00007')?.data['name']).toBe('Tea');
  });
});
