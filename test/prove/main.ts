import 'reflect-metadata';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Logger } from '@nestjs/common';
import { TOPICS } from '#contracts';
import { KafkaTransport } from '#messaging';
import { runMigrations } from '#persistence';
import { SCHEMA } from '../../apps/inventory/src/persistence/schema.js';
import { FAULTS } from '../chaos/faults.js';
import { runFaults } from '../chaos/run-faults.js';
import { System } from '../chaos/system.js';
import { CoreDriver } from './drivers/core-driver.js';
import type { Driver } from './drivers/driver.js';
import { HttpDriver } from './drivers/http-driver.js';
import { PostgresDriver } from './drivers/postgres-driver.js';
import { ownDatabase } from './own-database.js';
import { type Held, holdToModel } from './model/hold-to-model.js';
import { showProgress } from './progress.js';
import { faultsReport, modelReport, writeFaultTable } from './report.js';

const USAGE = `Usage: npm run prove -- [--ops N] [--seed N] [--driver core|postgres|http]
       npm run prove -- --faults [--seed N] [--rounds N] [--minutes N] [--only TEXT]

Holds the stock ledger to a model: N operations (default 20,000) from a seed (default: by chance, and told), on the
pure core, on PostgreSQL (the default), or on two replicas of the running service, by HTTP and Kafka. With --faults,
breaks the running services in every way there is while that goes on, and writes the table in docs/reliability.md
(with --only, injects the faults whose name holds TEXT, and writes nothing; with --minutes, breaks nothing more when
they are over). Exit status 1 on any violation.`;

const DRIVERS = ['core', 'postgres', 'http'] as const;
type DriverName = (typeof DRIVERS)[number];

/** How many shops are kept side by side: where a commit takes its time, more of them share one. */
const SIDE = { core: 1, postgres: 16, http: 6 } as const satisfies Record<DriverName, number>;

const say = (line: string): void => console.error(line);

Logger.overrideLogger(['error']);
const { driver, ops, seed, faults, rounds, minutes, only } = options();
say(`Seed ${seed}: the same run again by --seed ${seed}`);
const sound = await (faults ? proveFaults() : proveModel(driver));
// A client that still looks for a broker which is gone must not keep us.
process.exit(sound ? 0 : 1);

/** Whether nothing was found. */
async function proveModel(name: DriverName): Promise<boolean> {
  const began = Date.now();
  const { driver: held, close } = await open(name);
  const progress = showProgress(ops);
  let run: Held;
  try {
    run = await holdToModel(held, {
      seed,
      ops,
      side: SIDE[name],
      progress: (operations) => progress.at(operations),
    });
  } finally {
    progress.end();
    await held.close();
    await close();
  }
  console.log(modelReport(name, seed, run, Date.now() - began));
  return run.violations.length === 0;
}

async function proveFaults(): Promise<boolean> {
  const began = Date.now();
  const chosen = FAULTS.filter(({ name }) => only === undefined || name.includes(only));
  if (chosen.length === 0)
    fail(`No fault's name holds "${only}". There are:\n  ${FAULTS.map((f) => f.name).join('\n  ')}`);
  const system = await startSystem({ smallDisk: true });
  try {
    const report = await runFaults(system, { seed, faults: chosen, rounds, minutes, say });
    const text = faultsReport(seed, report, Date.now() - began);
    console.log(text);
    if (only === undefined) await writeFaultTable(text);
    return report.violations.length === 0 && report.rows.every(({ violations }) => violations.length === 0);
  } finally {
    await system.stop();
  }
}

/** Ended with us, however we end, but by SIGKILL. */
async function startSystem(how: { smallDisk?: boolean }): Promise<System> {
  const system = await System.start({ say, ...how });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void system.stop().finally(() => process.exit(130)));
  }
  return system;
}

async function open(name: DriverName): Promise<{ driver: Driver; close: () => Promise<void> }> {
  switch (name) {
    case 'core':
      return { driver: new CoreDriver(), close: async () => {} };
    case 'postgres': {
      const { dataSource, close } = await ownDatabase(say);
      await runMigrations(dataSource, { schema: SCHEMA });
      return { driver: new PostgresDriver(dataSource), close };
    }
    case 'http': {
      const system = await startSystem({});
      const transport = new KafkaTransport({ clientId: 'prove', brokers: system.brokers });
      await transport.ensureTopics(TOPICS);
      const urls = system.inventory.map(({ url }) => url);
      const publish = transport.publish.bind(transport);
      return {
        driver: new HttpDriver({ urls, dataSource: system.dataSource, publish }),
        close: async () => {
          await transport.close();
          await system.stop();
        },
      };
    }
  }
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        ops: { type: 'string', default: '20000' },
        seed: { type: 'string' },
        driver: { type: 'string', default: 'postgres' },
        faults: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '1' },
        minutes: { type: 'string', default: '600' },
        only: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const chosen = DRIVERS.find((name) => name === values.driver);
    if (chosen === undefined) fail(USAGE);
    const numbers = {
      ops: Number(values.ops),
      rounds: Number(values.rounds),
      minutes: Number(values.minutes),
    };
    const given = values.seed === undefined ? randomInt(1, 1_000_000_000) : Number(values.seed);
    if (!Number.isSafeInteger(given) || Object.values(numbers).some((n) => !Number.isInteger(n) || n < 1))
      fail(USAGE);
    return { driver: chosen, seed: given, faults: values.faults, only: values.only, ...numbers };
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function fail(why: string): never {
  console.error(why);
  process.exit(2);
}
