import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort, ownKafka } from '#testing';
import { jest } from '@jest/globals';
import { RunningShelfstream } from '../../apps/standalone/test/running-shelfstream.js';
import { ExampleProcess, inRepository } from './example.js';
import { PATIENCE, Retailer } from './retailer.js';
import { TcpProxy } from './tcp-proxy.js';

jest.setTimeout(120_000);

describe('The till of the examples', () => {
  let folder: string;
  let kafka: Awaited<ReturnType<typeof ownKafka>>;
  let shelfstream: RunningShelfstream;
  let retailer: Retailer;
  let network: TcpProxy | undefined;
  let till: ExampleProcess | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shelfstream-till-'));
    kafka = await ownKafka();
    shelfstream = await RunningShelfstream.startWith(
      { KAFKA_BROKERS: kafka.brokers.join(',') },
      join(folder, 'data'),
      '--empty',
    );
    retailer = new Retailer(() => shelfstream.url);
  });
  afterAll(async () => {
    await till?.end();
    await network?.close();
    await shelfstream?.end();
    await kafka?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('sells on without a network, and what it sold arrives in order and once, though it was killed meanwhile', async () => {
    const [storeId, sku] = await Promise.all([retailer.store(1), retailer.item()]);
    await retailer.stock(storeId, sku, 100);
    const spool = join(folder, 'spool');
    // The network is away until something leads from here to the broker.
    const port = await freePort();
    const receipts: string[] = [];
    const open = async () => {
      const main = inRepository('examples/till/main.js');
      const args = ['--location', storeId, '--brokers', `127.0.0.1:${port}`, '--spool', spool];
      till = ExampleProcess.start([main, ...args], folder);
      await till.says('is open');
    };
    /** Rings up sales of 1, 2, 3 ... units and waits for their receipts. */
    const ringUp = async (count: number) => {
      const before = [...(till as ExampleProcess).output.matchAll(/Receipt/g)].length;
      for (let n = 1; n <= count; n += 1) till?.type(`${sku} ${receipts.length + n} 1.00`);
      const given = await eventually(() => {
        const found = [...(till as ExampleProcess).output.matchAll(/Receipt (\S+)/g)].map(
          ([, id]) => id as string,
        );
        expect(found).toHaveLength(before + count);
        return found.slice(before);
      });
      receipts.push(...given);
    };

    await open();
    await ringUp(3);
    await till?.says('Offline');
    await till?.end('SIGKILL');
    await open();
    expect(till?.output).toContain('3 sales wait from before');
    await ringUp(2);
    const kept = join(folder, 'kept');
    await cp(spool, kept, { recursive: true });
    expect(await readdir(kept)).toHaveLength(5);

    network = await TcpProxy.open(Number(kafka.brokers[0]?.split(':')[1]), port);
    await till?.says('All sales are sent');
    await retailer.levelIs(storeId, sku, { onHand: 85 });
    expect(await readdir(spool)).toEqual([]);
    await till?.end('SIGKILL');

    // As if it had been killed after the broker had them and before they were off the disk.
    await cp(kept, spool, { recursive: true });
    await open();
    await ringUp(1);
    await till?.says('All sales are sent');
    await retailer.levelIs(storeId, sku, { onHand: 79 });
    const ledger = await eventually(async () => {
      const { items } = await retailer.ask<{ items: { type: string; quantity: number }[] }>(
        'GET',
        `/inventory/v1/movements?sku=${sku}&locationId=${storeId}`,
      );
      return items.reverse().filter(({ type }) => type === 'sale');
    }, PATIENCE);
    expect(ledger.map(({ quantity }) => quantity)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(receipts).size).toBe(6);
  });
});
