import { setTimeout as pause } from 'node:timers/promises';
import { TOPICS } from '#contracts';
import { KafkaTransport } from '#messaging';
import { HttpDriver } from '../prove/drivers/http-driver.js';
import { Writers } from '../prove/history/writers.js';
import { type Held, holdToModel } from '../prove/model/hold-to-model.js';
import { Random } from '../prove/random.js';
import type { Fault } from './faults.js';
import { httpDoor } from './http-door.js';
import { OrderLoad } from './order-load.js';
import { PersistentClient } from './persistent-client.js';
import { Probe } from './probe.js';
import type { System } from './system.js';

export interface FaultsOptions {
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Breaks nothing more when so many minutes are over; by default everything is broken in its turn. */
  readonly minutes?: number;
  /** How often each fault is injected; default 1. */
  readonly rounds?: number;
  readonly say?: (line: string) => void;
}

/** What became of one fault. */
export interface FaultRow {
  readonly name: string;
  injected: number;
  /** In milliseconds, one per injection. */
  readonly recoveries: number[];
  readonly violations: string[];
  /** Why it was not injected. */
  skipped?: string;
}

export interface FaultsReport {
  readonly rows: readonly FaultRow[];
  /** Found when all was over and quiet. */
  readonly violations: readonly string[];
  readonly operations: { readonly model: number; readonly writers: number; readonly orders: number };
  /** Calls of writers that nobody answered. */
  readonly unknown: number;
}

const LOAD_BEFORE_MS = 1_000;

/**
 * Breaks one thing after another, in an order that the seed gives, while shops, tills and warehouses go on: a model that
 * is compared step by step, writers whose history is judged, and orders through both services. After each fault the
 * whole must work again by itself, and the books must agree; in the end nothing may be lost and nothing doubled.
 */
export async function runFaults(system: System, options: FaultsOptions): Promise<FaultsReport> {
  const { seed, faults, rounds = 1, minutes = Infinity, say = () => {} } = options;
  const until = Date.now() + minutes * 60_000;
  const random = new Random(seed);
  const load = await Load.start(system, seed);
  const rows = new Map<string, FaultRow>(
    faults.map(({ name }) => [name, { name, injected: 0, recoveries: [], violations: [] }]),
  );
  try {
    const turns = Array.from({ length: rounds }, () => random.shuffled(faults)).flat();
    for (const [turn, fault] of turns.entries()) {
      const row = rows.get(fault.name) as FaultRow;
      const lacking = fault.lacking?.(system);
      if (lacking !== undefined) {
        row.skipped = lacking;
        continue;
      }
      if (Date.now() > until) {
        if (row.injected === 0) row.skipped = 'its turn did not come in the time given';
        continue;
      }
      await pause(LOAD_BEFORE_MS);
      say(`${turn + 1} of ${turns.length}: ${fault.name}`);
      await injectOne(system, fault, random, load, row);
      if (row.violations.length > 0) say(`  ${row.violations.join('\n  ')}`);
    }
  } catch (error) {
    await load.abandon();
    throw error;
  }
  const { violations, model, writers, orders, unknown } = await load.end();
  return { rows: [...rows.values()], violations, operations: { model, writers, orders }, unknown };
}

async function injectOne(
  system: System,
  fault: Fault,
  random: Random,
  load: Load,
  row: FaultRow,
): Promise<void> {
  try {
    const since = await fault.inject(system, random);
    row.injected += 1;
    await load.probe.throughEverything();
    row.recoveries.push(Date.now() - since);
    await system.settled();
    row.violations.push(...(await load.books()));
  } catch (error) {
    row.violations.push((error as Error).message, ...(await system.ailing()));
    await system.mend();
  }
}

/** What goes on while things break. */
class Load {
  private constructor(
    private readonly transport: KafkaTransport,
    private readonly driver: HttpDriver,
    private readonly stopping: AbortController,
    private readonly model: Promise<Held>,
    private readonly writers: Writers,
    private readonly orders: OrderLoad,
    readonly probe: Probe,
  ) {}

  static async start(system: System, seed: number): Promise<Load> {
    const transport = new KafkaTransport({ clientId: 'prove', brokers: system.brokers });
    await transport.ensureTopics(TOPICS);
    const urls = system.inventory.map(({ url }) => url);
    const inventory = new PersistentClient(urls);
    const { dataSource } = system;
    const publish = transport.publish.bind(transport);
    const id = `f${seed}`;
    const probe = await Probe.start(system, inventory, publish, `${id}-probe`);
    const places = [1, 2, 3].map((n) => ({ locationId: `${id}-hot`, sku: `${id}-hot-${n}` }));
    await inventory.ask('PUT', `/inventory/v1/locations/${id}-hot`, { name: 'Hot', kind: 'store' });
    const items = places.map(({ sku }) => ({ sku }));
    await inventory.ask('POST', '/inventory/v1/items/batch', { items });

    const driver = new HttpDriver({ urls, dataSource, publish });
    const stopping = new AbortController();
    const model = holdToModel(driver, {
      seed,
      ops: Infinity,
      side: 2,
      signal: stopping.signal,
      shrink: false,
      // A setting has no id: one that was given up may come late, over one that came after it.
      without: ['keep_back'],
    });
    const door = httpDoor(inventory);
    const writers = await Writers.start({ door, places, writers: 4, seed, prefix: `${id}-w` });
    const web = new PersistentClient([system.orders.url]);
    const orders = await OrderLoad.start(inventory, web, dataSource, `${id}-web`);
    return new Load(transport, driver, stopping, model, writers, orders, probe);
  }

  /** What disagrees at this moment, while everything goes on. */
  books(): Promise<string[]> {
    return this.driver.violations();
  }

  async end() {
    this.stopping.abort();
    const model = await this.model;
    const history = await this.writers.end();
    const orders = await this.orders.end();
    const quiet = await this.probe.allQuiet();
    await this.transport.close();
    return {
      violations: [...model.violations.map(({ what }) => what), ...history, ...orders, ...quiet],
      model: model.operations,
      writers: this.writers.operations,
      orders: this.orders.operations,
      unknown: this.writers.unknown,
    };
  }

  async abandon(): Promise<void> {
    this.stopping.abort();
    await this.transport.close();
  }
}
