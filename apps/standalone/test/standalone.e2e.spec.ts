import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { freePort } from '#local-servers';
import { eventually } from '#testing';
import { allMetrics } from '../src/reference/metrics.js';
import { cli, RunningShelfstream } from './running-shelfstream.js';

jest.setTimeout(240_000);

/** The first customer comes within a few seconds. */
const LIVELY = { timeoutMs: 60_000, intervalMs: 250 };

const started: RunningShelfstream[] = [];
const folders: string[] = [];

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'shelfstream-e2e-'));
  folders.push(path);
  return path;
}

async function start(dataDir: string, ...options: string[]): Promise<RunningShelfstream> {
  const shelfstream = await RunningShelfstream.start(dataDir, ...options);
  started.push(shelfstream);
  return shelfstream;
}

afterEach(async () => {
  for (const shelfstream of started.splice(0)) await shelfstream.end();
  for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true });
});

interface Level {
  sku: string;
  locationId: string;
  onHand: number;
  sequence: number;
}
const levelOf = async (shelfstream: RunningShelfstream, locationId: string, sku: string) =>
  (await shelfstream.get<{ items: Level[] }>(`/inventory/v1/levels?locationId=${locationId}&sku=${sku}`))
    .items[0];

/** Our own metrics of an answer; Node's and the process's come by a library. */
const namesIn = (metrics: string) =>
  [...metrics.matchAll(/^# HELP (\S+)/gm)]
    .flatMap(([, name = '']) => (/^(shelfstream|http)_/.test(name) ? name : []))
    .sort();

describe('npm start', () => {
  it('brings everything up with the sample, stops cleanly at Ctrl-C, and finds its data again', async () => {
    const data = await folder();
    const first = await start(data);
    const health = await fetch(`${first.url}/health/ready`);
    expect(health.status).toBe(200);
    expect(await (await fetch(first.url)).text()).toContain('Shelfstream is running');
    const metrics = await (await fetch(`${first.url}/metrics`)).text();
    expect(namesIn(metrics)).toEqual(
      allMetrics()
        .map(({ name }) => name)
        .sort(),
    );
    for (const service of ['inventory', 'orders', 'returns', 'notifications']) {
      expect(metrics).toMatch(
        new RegExp(`^shelfstream_outbox_messages\\{service="${service}"\\} \\d+$`, 'm'),
      );
    }
    expect(metrics).toMatch(
      /^shelfstream_consumer_lag_messages\{service="inventory",group="inventory\.record-sales",topic="pos\.sales\.v1"\} 0$/m,
    );
    expect(metrics).toMatch(/^shelfstream_sale_lines_total\{outcome="posted"\} [1-9]\d+$/m);
    expect(metrics).toMatch(/^shelfstream_orders_status_changes_total\{status="allocated"\} [1-9]\d*$/m);
    expect(metrics).toMatch(/^shelfstream_return_steps_total\{step="received"\} [1-9]\d*$/m);
    expect(metrics).toMatch(/^shelfstream_deliveries_total\{channel="email",status="sent"\} [1-9]\d*$/m);
    expect(metrics).toMatch(/^shelfstream_ready\{check="inventory\.database"\} 1$/m);
    const stores = await first.get<{ items: { name: string }[] }>('/inventory/v1/locations?limit=500');
    expect(stores.items).toHaveLength(145);
    const before = await first.get<{ items: Level[] }>('/inventory/v1/levels?limit=500');
    expect(before.items.length).toBe(500);
    const reconciled = await first.cli(data, 'reconcile');
    expect(reconciled.stdout).toMatch(/^27,\d+ levels checked: ledger and balances agree/);
    expect(reconciled.status).toBe(0);

    const end = await first.end('SIGINT');
    expect(end.status).toBe(0);
    expect(end.ms).toBeLessThan(8_000);
    expect(first.leftovers()).toEqual([]);
    await expect(fetch(first.url)).rejects.toThrow();

    const second = await start(data);
    expect(second.output).not.toContain('Loading the sample');
    expect(await second.get('/inventory/v1/levels?limit=500')).toEqual(before);
  });

  it('recovers by itself from a crash, and has what was committed', async () => {
    const data = await folder();
    const first = await start(data, '--empty');
    const sales = 'saleId,lineId,locationId,sku,quantity,occurredAt\n1,1,north,milk,2,2017-01-01T00:00:00Z\n';
    const imported = await importText(first, data, sales, '--create-missing', '--opening-stock', '10');
    expect(imported.status).toBe(0);
    await first.crash();

    const second = await start(data);
    expect(await levelOf(second, 'north', 'milk')).toMatchObject({ onHand: 8, sequence: 2 });
    expect((await second.end()).status).toBe(0);
    expect(second.leftovers()).toEqual([]);
  });

  it('stops cleanly when Ctrl-C comes in the middle of the start', async () => {
    const data = await folder();
    const shelfstream = await RunningShelfstream.begin(data);
    started.push(shelfstream);
    await shelfstream.says('Loading the sample');
    const end = await shelfstream.end('SIGINT');
    expect(end.status).toBe(0);
    expect(end.ms).toBeLessThan(8_000);
    expect(shelfstream.leftovers()).toEqual([]);

    const again = await RunningShelfstream.startLively(data);
    started.push(again);
    const reconciled = await again.cli(data, 'reconcile');
    expect(reconciled.stdout).toMatch(/^27,\d+ levels checked: ledger and balances agree/);

    // Its stores sell by themselves.
    await eventually(async () => {
      const ledger = await again.get<{ items: { type: string; reference: string | null }[] }>(
        '/inventory/v1/movements?limit=50',
      );
      const sold = ledger.items.filter(({ type }) => type === 'sale').map(({ reference }) => reference);
      expect(sold).toContainEqual(expect.stringMatching(/^live-/));
    }, LIVELY);
    expect(await again.end('SIGINT')).toMatchObject({ status: 0 });
    expect(again.output).toContain('The sample retailer is open');
    expect(again.leftovers()).toEqual([]);
  });

  it('names --port when the port is taken, and its usage when it does not know an option', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const data = await folder();
    const taken = await RunningShelfstream.begin(data, '--port', String(port));
    await taken.says(`Port ${port} is taken`).catch(() => {});
    expect(taken.output).toContain(`npm start -- --port ${port + 1}`);
    await new Promise((resolve) => other.close(resolve));

    const unknown = await RunningShelfstream.begin(data, '--sample');
    const status = await unknown.exitStatus();
    expect(unknown.output).toContain("Unknown option '--sample'");
    expect(unknown.output).toContain('--empty');
    expect(status).toBe(1);
  });
});

/** Runs `import-sales` on a file with the text. */
async function importText(
  shelfstream: RunningShelfstream,
  cwd: string,
  text: string | Buffer,
  ...options: string[]
) {
  const { writeFile } = await import('node:fs/promises');
  await writeFile(join(cwd, 'sales.csv'), text);
  return shelfstream.cli(cwd, 'import-sales', 'sales.csv', ...options);
}

describe('the command line without a server', () => {
  it('says in one line what to do', async () => {
    const port = await freePort();
    const data = await folder();
    const answer = await cli(data, 'reconcile', '--url', `http://localhost:${port}`);
    expect(answer).toMatchObject({ status: 1, stdout: '' });
    expect(answer.stderr.trim()).toBe(
      `Cannot reach Shelfstream at http://localhost:${port} (connection refused). Is "npm start" running? ` +
        'Give another address with --url.',
    );
  });
});
