import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import type { ReplicaReport, ReplicaTask } from '../loads/replica.js';
import { Busy } from '../report/busy.js';
import { type BenchRow, rowOfPairs } from '../report/row.js';
import type { BenchServer } from '../stage/database.js';
import { GROUP, Intake } from '../stage/intake.js';
import { LINES_PER_SALE, openRetailer, receipts, type Retailer } from '../stage/retailer.js';

const RETAILER: Retailer = { locations: 200, skus: 50 };
const REPLICA = fileURLToPath(new URL('../loads/replica.js', import.meta.url));
const PATIENCE_MS = 60_000;

/** Lines per second that two replicas take from the topic, each a process with its share of the partitions, beside one. */
export async function replicas(server: BenchServer, reps: number, saleCount: number): Promise<BenchRow> {
  const { url, dataSource } = await server.database('bench_replicas');
  await openRetailer(dataSource, RETAILER);
  const topic = await Intake.open(url, dataSource);
  const busy = new Busy('ingest-2-replicas', 'outside');
  const measure = async (count: number, rep: number, watched: Busy): Promise<number> => {
    const sales = receipts(RETAILER, saleCount, `${count}-${rep}`, rep);
    const running = await startReplicas(url, dataSource, count);
    try {
      await topic.publish(sales);
      const started = performance.now();
      await watched.during(() => allTaken(running, sales.length));
      return (saleCount * LINES_PER_SALE) / ((performance.now() - started) / 1000);
    } finally {
      for (const replica of running) replica.kill();
      await dataSource.query('TRUNCATE inventory.outbox');
    }
  };
  const pairs = [];
  for (let rep = 0; rep <= reps; rep++) {
    const pair = {
      ours: await measure(2, rep, busy),
      theirs: await measure(1, rep, new Busy('ingest-1-replica', 'outside')),
    };
    if (rep > 0) pairs.push(pair);
    else busy.forget();
  }
  await topic.close();
  return { ...rowOfPairs('ingest-2-replicas', 'lines/s', pairs), busy: busy.shares };
}

/** Resolves when each has its share of the topic's partitions. */
async function startReplicas(url: string, dataSource: DataSource, count: number): Promise<ChildProcess[]> {
  const started = Array.from({ length: count }, () => {
    const replica = fork(REPLICA);
    replica.send({ url } satisfies ReplicaTask);
    return replica;
  });
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const [row] = (await dataSource.query(
      `SELECT count(DISTINCT m.session)::int AS members, count(DISTINCT o.owner)::int AS owners,
              count(DISTINCT o.owner) FILTER (WHERE m.session IS NULL)::int AS gone
       FROM messaging.consumer_offset o
       FULL JOIN messaging.group_member m
         ON m.consumer_group = o.consumer_group AND m.topic = o.topic AND m.session = o.owner
       WHERE coalesce(o.consumer_group, m.consumer_group) = $1`,
      [GROUP],
    )) as [{ members: number; owners: number; gone: number }];
    if (row.members === count && row.owners === count && row.gone === 0) return started;
    if (performance.now() > deadline) {
      for (const replica of started) replica.kill();
      throw new Error(`The ${count} replicas never shared the topic: ${JSON.stringify(row)}`);
    }
    await pause(100);
  }
}

async function allTaken(replicas: readonly ChildProcess[], sales: number): Promise<void> {
  const ended = Promise.race(replicas.map((replica) => once(replica, 'exit'))).then(() => {
    throw new Error('A replica ended before it had taken its sales; its own words stand above');
  });
  const taken = new Promise<void>((resolve) => {
    let done = 0;
    for (const replica of replicas) {
      replica.on('message', (report: ReplicaReport) => {
        done += report;
        if (done >= sales) resolve();
      });
      replica.send('begin' satisfies ReplicaTask);
    }
  });
  await Promise.race([taken, ended]);
}
