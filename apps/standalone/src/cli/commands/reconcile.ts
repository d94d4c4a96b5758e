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
  for (let look = 1; look <= LOOKS && found?.length !== 0; look++) {
    if (look > 1) await pause(BETWEEN_LOOKS_MS);
    const now = await lookAtPromises(client);
    if (now === undefined) {
      console.log('The orders service is not reached at this address: its promises were not checked.');
      return true;
    }
    const before = found;
    found = now.filter(
      (p) => before === undefined || before.some((b) => b.locationId === p.locationId && b.sku === p.sku),
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

/** Undefined where nobody answers for orders. */
async function lookAtPromises(client: ApiClient): Promise<UnkeptPromise[] | undefined> {
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
  const promised = openUnits(open);
  return unkeptPromises(promised, await levelsOf(client, promised));
}

async function levelsOf(client: ApiClient, places: readonly Place[]): Promise<StockLevel[]> {
  const levels: StockLevel[] = [];
  const byLocation = grouped(places);
  for (const [locationId, at] of byLocation) {
    for (let from = 0; from < at.length; from += LEVELS_PER_REQUEST) {
      const query = new URLSearchParams({ locationId, limit: '500' });
      for (const { sku } of at.slice(from, from + LEVELS_PER_REQUEST)) query.append('sku', sku);
      levels.push(...(await client.get<{ items: StockLevel[] }>(`/inventory/v1/levels?${query}`)).items);
    }
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
