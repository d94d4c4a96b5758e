import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { eventually } from '#testing';
import { RunningShelfstream } from './running-shelfstream.js';

jest.setTimeout(180_000);

interface Work {
  readonly orderId: string;
  readonly status: string;
}

describe('npm run cli -- simulate', () => {
  let folder: string;
  let shelfstream: RunningShelfstream;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shelfstream-simulate-'));
    shelfstream = await RunningShelfstream.start(join(folder, 'data'), '--empty');
  });
  afterAll(async () => {
    await shelfstream?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const rates = (sales: number, orders: number) => [
    ...['--stores', '3', '--skus', '20'],
    ...['--sales-per-second', String(sales), '--orders-per-minute', String(orders)],
  ];
  const simulate = (...options: string[]) => shelfstream.cli(folder, 'simulate', ...options);
  const levelsOf = async (locationId: string) => {
    const path = `/inventory/v1/levels?limit=500&locationId=${locationId}`;
    return (await shelfstream.get<{ items: { onHand: number }[] }>(path)).items;
  };
  const work = async () => {
    const path = '/orders/v1/fulfillments?limit=500&status=open&status=accepted&status=picking&status=packed';
    return (await shelfstream.get<{ items: Work[] }>(path)).items;
  };

  it('lives for as long as it is told to, keeps the books right, and leaves what it found alone', async () => {
    const file =
      'saleId,lineId,locationId,sku,quantity,occurredAt\n1,1,corner-shop,tea,2,2017-01-01T00:00:00Z\n';
    await importSales(file);
    const { status, stdout, stderr } = await simulate(...rates(20, 240), '--duration', '8s');
    expect(stderr).toContain('Opening the stores.');
    expect(status).toBe(0);
    expect(stdout).toMatch(/[1-9][\d,]* receipts/);
    expect(stdout).toMatch(/[1-9]\d* placed/);
    expect(stdout).toMatch(/refusals +none/);

    expect(await levelsOf('corner-shop')).toMatchObject([{ onHand: 8 }]);
    const stocked = await levelsOf('sim-store-001');
    expect(stocked).toHaveLength(20);
    expect(stocked.reduce((sum, { onHand }) => sum + onHand, 0)).toBeGreaterThan(0);
    expect((await shelfstream.cli(folder, 'reconcile')).stdout).toContain('ledger and balances agree');
  });

  it('ends at Ctrl-C with its summary, and takes up next time what it left undone', async () => {
    const before = new Set((await work()).map(({ orderId }) => orderId));
    const script = ['scripts/cli.mjs', 'simulate', ...rates(1, 240), '--url', shelfstream.url];
    const child = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
    await eventually(
      async () => {
        const begun = (await work()).filter(({ orderId }) => !before.has(orderId));
        if (begun.length === 0) throw new Error(`It has placed no order yet:\n${output}`);
      },
      { timeoutMs: 60_000, intervalMs: 200 },
    );
    child.kill('SIGINT');
    await once(child, 'close');
    expect(output).toContain('Closing the stores');
    expect(output).toMatch(/[1-9]\d* placed/);
    expect(child.exitCode).toBe(0);

    const left = new Map((await work()).map(({ orderId, status }) => [orderId, status]));
    expect(left.size).toBeGreaterThan(0);
    await simulate(...rates(1, 0), '--duration', '12s');
    const untouched = (await work()).filter(({ orderId, status }) => left.get(orderId) === status);
    expect(untouched.length).toBeLessThan(left.size);
  });

  it('says which figure it cannot take', async () => {
    const answer = await simulate('--duration', 'ever');
    expect(answer.stderr).toContain('such as 90s, 10m or 2h');
    expect(answer.status).toBe(1);
  });

  async function importSales(text: string): Promise<void> {
    await writeFile(join(folder, 'sales.csv'), text);
    const options = ['--create-missing', '--opening-stock', '10'];
    const { status } = await shelfstream.cli(folder, 'import-sales', 'sales.csv', ...options);
    expect(status).toBe(0);
  }
});
