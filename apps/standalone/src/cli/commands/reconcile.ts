import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Fulfillment, Reconciliation, StockLevel } from '#contracts';
import { ApiClient, ProblemAnswer } from '../client.js';
import { ExitCode } from '../errors.js';
import { openUnits, type Place, type UnkeptPromise, unkeptPromises } from '../promises.js';
import { count } from '../report/progress.js';
import { table } from '../report/table.js';

/** What is on its way between the services is not missing: only what every look finds is told. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 2_000;
const LEVELS_PER_REQUEST = 50;

/** Adds `reconcile`: the ledger against the balances, and orders against the ledger, live. Exit status 1 on drift. */
export function addReconcile(program: Command): void {
  program
    .command('reconcile')
    .description('Prove that ledger, balances, reservations and orders agree; exit status 1 if not')
    .action(async ({ url, token }: { url: string; token?: string }) => {
      const client = new ApiClient(url, { token, timeoutMs: 600_000 });
      await client.connect();
      const sound = [await reconcileStock(client), await reconcileOrders(client)];
      if (sound.includes(false)) process.exitCode = ExitCode.Failed;
    });
}

async function reconcileStock(client: ApiClient): Promise<boolean> {
  const { checked, drift } = await client.get<Reconciliation>('/inventory/v1/reconciliation');
  if (drift.length === 0) {
    console.log(`${count(checked)} levels checked: ledger and balances agree.`);
    return true;
  }
  console.log(`${count(checked)} levels checked, and these do not agree:`);
  console.log(
    table(
      ['location', 'sku', 'invariant', 'field', 'expected', 'actual', 'reference'],
      drift.map((d) => [
        d.locationId,
        d.sku,
        d.invariant,
        d.field,
        String(d.expected),
        String(d.actual),
        d.reference ?? '',
      ]),
    ),
  );
  return false;
}

/** Whether the stock ledger holds what orders has promised. */
async function reconcileOrders(client: ApiClient): Promise<boolean> {
  let found: UnkeptPromise[] | undefined;
  let elsewhere = 0;
  for (let look = 1; look <= LOOKS && found?.length !== 0; look++) {
    if (look > 1) await pause(BETWEEN_LOOKS_MS);
    const now = await lookAtPromises(client);
    if (now === undefined) {
      console.log('The orders service is not reached at this address: its promises were not checked.');
      return true;
    }
    const before = found;
    elsewhere = now.elsewhere;
    found = now.unkept.filter(
      (p) => before === undefined || before.some((b) => b.locationId === p.locationId && b.sku === p.sku),
    );
  }
  if (elsewhere > 0) {
    console.log(
      `Promises at ${count(elsewhere)} levels of other cells: run this at each cell's address, too.`,
    );
  }
  if (found === undefined || found.length === 0) {
    console.log('Orders checked: the ledger holds every unit that is promised.');
    return true;
  }
  console.log('Orders has promised units that the ledger does not hold for orders:');
  console.log(
    table(
      ['location', 'sku', 'promised', 'committed'],
      found.map((p) => [p.locationId, p.sku, String(p.promised), String(p.committed)]),
    ),
  );
  return false;
}

interface Look {
  readonly unkept: readonly UnkeptPromise[];
  /** Promises at levels of other cells, which only those can check. */
  readonly elsewhere: number;
}

/** Undefined where nobody answers for orders. */
async function lookAtPromises(client: ApiClient): Promise<Look | undefined> {
  const open: Fulfillment[] = [];
  try {
    for (const status of ['open', 'accepted', 'picking', 'packed', 'ready_for_pickup']) {
      for await (const found of client.list<Fulfillment>('/orders/v1/fulfillments', { status }))
        open.push(found);
    }
  } catch (error) {
    if (error instanceof ProblemAnswer && error.status === 404) return undefined;
    throw error;
  }
  const [levels, elsewhere] = [[] as StockLevel[], new Set<string>()];
  const promised = openUnits(open);
  for (const [locationId, places] of grouped(promised)) {
    const there = await levelsAt(client, locationId, places);
    if (there === undefined) elsewhere.add(locationId);
    else levels.push(...there);
  }
  const here = promised.filter(({ locationId }) => !elsewhere.has(locationId));
  return { unkept: unkeptPromises(here, levels), elsewhere: promised.length - here.length };
}

/** Undefined where stock is parted, and another cell has the location. */
async function levelsAt(
  client: ApiClient,
  locationId: string,
  places: readonly Place[],
): Promise<StockLevel[] | undefined> {
  const levels: StockLevel[] = [];
  try {
    for (let from = 0; from < places.length; from += LEVELS_PER_REQUEST) {
      const query = new URLSearchParams({ locationId, limit: '500' });
      for (const { sku } of places.slice(from, from + LEVELS_PER_REQUEST)) query.append('sku', sku);
      levels.push(...(await client.get<{ items: StockLevel[] }>(`/inventory/v1/levels?${query}`)).items);
    }
  } catch (error) {
    if (error instanceof ProblemAnswer && error.problem.code === 'location_in_another_cell') return undefined;
    throw error;
  }
  return levels;
}

function grouped(places: readonly Place[]): Map<string, Place[]> {
  const byLocation = new Map<string, Place[]>();
  for (const place of places) {
    byLocation.set(place.locationId, [...(byLocation.get(place.locationId) ?? []), place]);
  }
  return byLocation;
}
