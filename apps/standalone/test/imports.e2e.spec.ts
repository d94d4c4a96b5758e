import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { RunningShelfstream } from './running-shelfstream.js';

jest.setTimeout(120_000);

let folder: string;
let shelfstream: RunningShelfstream;
let unique = 0;
/** Ids of a test's own, so that the tests can share one server. */
const own = (name: string) => `${name}-${unique}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shelfstream-e2e-'));
  shelfstream = await RunningShelfstream.start(join(folder, 'data'), '--empty');
});
afterAll(async () => {
  await shelfstream?.end();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => void (unique += 1));

interface Level {
  sku: string;
  locationId: string;
  onHand: number;
  sequence: number;
}

async function levels(locationId: string): Promise<Record<string, number>> {
  const page = await shelfstream.get<{ items: Level[] }>(
    `/inventory/v1/levels?limit=500&locationId=${locationId}`,
  );
  return Object.fromEntries(page.items.map(({ sku, onHand }) => [sku, onHand]));
}

async function run(command: string, content: string | Buffer, ...options: string[]) {
  await writeFile(join(folder, 'input'), content);
  return shelfstream.cli(folder, command, 'input', ...options);
}

const HEADER = 'saleId,lineId,locationId,sku,quantity,occurredAt';
const csv = (...rows: string[]) => `${[HEADER, ...rows].join('\n')}\n`;
const AT = '2017-01-01T10:00:00Z';

describe('importing receipts', () => {
  it('creates what is missing with its opening stock, once, however often it is run', async () => {
    const store = own('store');
    const file = gzipSync(
      csv(
        `1,1,${store},milk,2,${AT}`,
        `1,2,${store},bread,1,${AT}`,
        `2,1,${store},milk,3,${AT}`,
        `2,2,${store},milk,-1,${AT}`,
        `3,1,${store},nothing,0,${AT}`,
        `1,3,${store},milk,1,${AT}`,
      ),
    );
    const first = await run('import-sales', file, '--create-missing', '--opening-stock', '100');
    expect(first.stdout).toMatch(/accepted\s+5\s/);
    expect(first.stdout).toMatch(/no effect\s+1\s/);
    expect(first.status).toBe(0);
    expect(await levels(store)).toEqual({ milk: 95, bread: 99 });

    const again = await run('import-sales', file, '--create-missing', '--opening-stock', '100');
    expect(again.stdout).toMatch(/duplicates\s+5\s/);
    expect(again.status).toBe(0);
    expect(await levels(store)).toEqual({ milk: 95, bread: 99 });

    const ledger = await shelfstream.get<{ items: { type: string; occurredAt: string }[] }>(
      `/inventory/v1/movements?locationId=${store}&sku=bread`,
    );
    expect(ledger.items.map(({ type, occurredAt }) => [type, new Date(occurredAt).toISOString()])).toEqual([
      ['sale', '2017-01-01T10:00:00.000Z'],
      ['receipt', '2017-01-01T09:59:59.000Z'],
    ]);
  });

  it('goes on where an earlier run was stopped, and gives no opening stock to a level that was there before', async () => {
    const store = own('store');
    const [milk, bread, cheese] = [own('milk'), own('bread'), own('cheese')];
    await run('import-sales', csv(`0,1,${store},${milk},4,${AT}`), '--create-missing');
    const part = [`1,1,${store},${milk},1,${AT}`, `1,2,${store},${bread},1,${AT}`];
    const whole = [...part, `1,3,${store},${bread},1,${AT}`, `1,4,${store},${cheese},1,${AT}`];
    await run('import-sales', csv(...part), '--create-missing', '--opening-stock', '50');
    const rest = await run('import-sales', csv(...whole), '--create-missing', '--opening-stock', '50');
    expect(rest.status).toBe(0);
    expect(rest.stdout).toContain('1 had figures before');
    expect(await levels(store)).toEqual({ [milk]: -5, [bread]: 48, [cheese]: 49 });
  });

  it('leaves lines of unknown items waiting and says so; they post once the item is there', async () => {
    const [store, tea] = [own('store'), own('tea')];
    const file = csv(`1,1,${store},${tea},2,${AT}`);
    const first = await run('import-sales', file);
    expect(first.status).toBe(2);
    expect(first.stdout).toMatch(/waiting\s+1\s/);
    expect(first.stdout).toContain('--create-missing');

    expect((await run('import-locations', `locationId,name\n${store},Tea shop\n`)).status).toBe(0);
    const items = await run('import-items', `id,title\n${tea},Green tea\n`, '--map', 'sku=id,name=title');
    expect(items.stdout).toMatch(/created\s+1/);
    await eventually(async () => expect(await levels(store)).toEqual({ [tea]: -2 }));
  });

  it('takes what a location tells sourcing: capacity, markdown risk, handling cost', async () => {
    const [store, depot] = [own('store'), own('depot')];
    const columns = 'locationId,name,kind,dailyOrderCapacity,openingHours,risk,handlingCost';
    const file = [
      columns,
      `${store},Tea shop,store,40,Mon-Sun 08:00-20:00,0.25,3.50`,
      `${depot},Depot,warehouse,,,,`,
      `${own('too-sure')},Tea shop,store,,,1.5,`,
    ];
    const result = await run('import-locations', file.join('\n'), '--map', 'markdownRisk=risk');
    expect(result.stdout).toMatch(/created\s+2\s/);
    expect(result.stdout).toMatch(/rejected\s+1\s/);
    const shown = (locationId: string) => shelfstream.get<object>(`/inventory/v1/locations/${locationId}`);
    expect(await shown(store)).toMatchObject({
      dailyOrderCapacity: 40,
      markdownRisk: 0.25,
      handlingCost: 3.5,
    });
    expect(await shown(depot)).toMatchObject({
      kind: 'warehouse',
      ...{ dailyOrderCapacity: null, markdownRisk: null, handlingCost: null },
    });
  });

  it('rejects bad rows one by one, with line number and reason, and takes the rest', async () => {
    const store = own('store');
    const result = await run(
      'import-sales',
      csv(
        `1,1,${store},good,1,${AT}`,
        `1,2,${store},good,1.5,${AT}`,
        `1,3,${store},good,99999999999,${AT}`,
        `1,4,${store},good,two,${AT}`,
        `1,5,${store},good,2.0,${AT}`,
        `1,6,${store},good,1,2999-01-01T00:00:00Z`,
        `1,7,${store},good`,
        `1,1,${store},good,7,${AT}`,
      ),
      '--create-missing',
      '--report',
      'bad.csv',
    );
    expect(result.status).toBe(1);
    expect(await levels(store)).toEqual({ good: -3 });
    const report = (await readFile(join(folder, 'bad.csv'), 'utf8')).trim().split('\n');
    expect(report.map((row) => row.split(',').slice(0, 2).join(' '))).toEqual([
      'line code',
      '3 invalid_quantity',
      '4 invalid_quantity',
      '5 invalid_quantity',
      '7 occurred_in_future',
      '8 wrong_column_count',
      '9 sale_conflict',
    ]);
  });

  it('takes local times in the zone it is told', async () => {
    const store = own('store');
    const file = csv(`1,1,${store},clock,1,2017-03-12 02:30:00`, `2,1,${store},clock,1,2017-11-05 01:30:00`);
    expect((await run('import-sales', file, '--create-missing')).status).toBe(1);
    expect(
      (await run('import-sales', file, '--create-missing', '--timezone', 'America/New_York')).status,
    ).toBe(0);
    const ledger = await shelfstream.get<{ items: { occurredAt: string }[] }>(
      `/inventory/v1/movements?locationId=${store}`,
    );
    expect(ledger.items.map(({ occurredAt }) => Date.parse(occurredAt)).toSorted()).toEqual(
      [Date.parse('2017-03-12T03:30:00-04:00'), Date.parse('2017-11-05T01:30:00-04:00')].toSorted(),
    );
    const { items } = await shelfstream.get<{ items: { locationId: string; timeZone: string }[] }>(
      '/inventory/v1/locations?limit=500',
    );
    expect(items.find(({ locationId }) => locationId === store)?.timeZone).toBe('America/New_York');
  });

  it('takes what came before the cut of a gzip, and says that it was cut', async () => {
    const store = own('store');
    const rows = Array.from(
      { length: 5_000 },
      (_, i) => `${i},1,${store},sku-${i % 300},${(i % 3) + 1},${AT}`,
    );
    const whole = gzipSync(csv(...rows));
    const cut = await run(
      'import-sales',
      whole.subarray(0, Math.floor(whole.length / 2)),
      '--create-missing',
    );
    expect(cut.status).toBe(1);
    expect(cut.stdout).toContain('cut off');
    const sold = () =>
      levels(store).then((all) => -Object.values(all).reduce((sum, onHand) => sum + onHand, 0));
    expect(await sold()).toBeGreaterThan(0);

    expect((await run('import-sales', whole, '--create-missing')).status).toBe(0);
    expect(await sold()).toBe(rows.reduce((sum, row) => sum + Number(row.split(',')[4]), 0));
    expect((await shelfstream.cli(folder, 'reconcile')).status).toBe(0);
  });

  it('names the columns there are when one is missing', async () => {
    const result = await run('import-sales', 'receipt,article\n1,2\n');
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('Its columns are: receipt, article');
  });
});

async function eventually(check: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
