import { setTimeout as pause } from 'node:timers/promises';
import { type Failpoint, FAILPOINTS } from '#persistence';
import type { Random } from '../prove/random.js';
import type { ServiceProcess } from './service-process.js';
import { SESSION_MS, type System } from './system.js';

/** One way in which things break, and are mended by whatever mends them outside: an orchestrator, an operator's disk. */
export interface Fault {
  readonly name: string;
  /** Breaks it and mends it; answers the moment from which recovery is measured. Throws if it could not break it. */
  readonly inject: (system: System, random: Random) => Promise<number>;
  /** Why it cannot be had here. */
  readonly lacking?: (system: System) => string | undefined;
}

const REACHED_WITHIN_MS = 180_000;
const SLOW_MS = 250;
const LASTS_MS = 4_000;
const HOUR_MS = 3_600_000;

/** Kills the service at the failpoint, wherever it next comes by; the orchestrator starts it again. */
function killAt(name: Failpoint, of: 'inventory' | 'orders'): Fault {
  return {
    name: `kill -9 of ${of}: ${FAILPOINTS[name]}`,
    async inject(system, random) {
      const services = of === 'inventory' ? system.inventory : [system.orders];
      const victim = services[0] as ServiceProcess;
      // Only one replica relays, and only one has a partition: the victim must be it.
      const others = services.slice(1);
      await Promise.all([...others, victim].map((service) => service.stop('SIGKILL')));
      victim.launch({ SHELFSTREAM_FAILPOINTS: `${name}@${random.int(1, 5)}` });
      const signal = await Promise.race([
        victim.ended(),
        pause(REACHED_WITHIN_MS, 'never reached', { ref: false }),
      ]);
      for (const service of [victim, ...others]) service.keepRunning(true);
      if (signal !== 'SIGKILL') throw new Error(`${of} was to be killed at ${name}, and was ${signal}`);
      return Date.now();
    },
  };
}

const killAtRandom = (of: 'inventory' | 'orders'): Fault => ({
  name: `kill -9 of ${of === 'inventory' ? 'one replica of inventory' : of} at a random moment`,
  async inject(system, random) {
    const victim = of === 'inventory' ? random.pick(system.inventory) : system.orders;
    await pause(random.int(0, 500));
    const ended = victim.ended();
    victim.signal('SIGKILL');
    if ((await ended) !== 'SIGKILL') throw new Error(`${of} was not killed`);
    return Date.now();
  },
});

/** While it is on, for as long as `LASTS_MS`. */
const lasting = (
  name: string,
  turn: (system: System, on: boolean) => Promise<void> | void,
  lacking?: Fault['lacking'],
): Fault => ({
  name,
  ...(lacking === undefined ? {} : { lacking }),
  async inject(system) {
    await turn(system, true);
    await pause(LASTS_MS);
    await turn(system, false);
    return Date.now();
  },
});

const brokerWire = ({ kafka }: System): string | undefined =>
  kafka.kind === 'java' ? undefined : 'the broker in Docker is reached directly';

const terminateSessions: Fault = {
  name: 'pg_terminate_backend of half the services’ sessions',
  async inject({ dataSource }, random) {
    const rows = (await dataSource.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND client_port IS NOT NULL`,
    )) as { pid: number }[];
    const victims = random.shuffled(rows).slice(0, Math.ceil(rows.length / 2));
    if (victims.length === 0) throw new Error('There was no session to end');
    await dataSource.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [
      victims.map(({ pid }) => pid),
    ]);
    return Date.now();
  },
};

const databaseRestarts = (name: string, end: (system: System) => Promise<void>): Fault => ({
  name,
  async inject(system) {
    await end(system);
    if (system.database.isRunning) throw new Error('PostgreSQL did not end');
    const since = Date.now();
    await system.database.startAgain();
    return since;
  },
});

const brokerRestarts: Fault = {
  name: 'the broker is killed and started again',
  async inject({ kafka }) {
    await kafka.kill();
    const since = Date.now();
    await kafka.restart();
    return since;
  },
};

const diskFull: Fault = {
  name: 'the database’s disk is full',
  lacking: ({ hasSmallDisk }) => (hasSmallDisk ? undefined : 'needs root on Linux, to mount a small disk'),
  async inject(system) {
    await system.fillDisk(true);
    // Full for a while, whether PostgreSQL refuses what does not fit or gives up.
    for (let i = 0; i < 20 && system.database.isRunning; i++) await pause(300);
    await system.fillDisk(false);
    const since = Date.now();
    await pause(500);
    // It ends itself where it cannot write its log, and is started again like any service.
    if (!system.database.isRunning) {
      await system.database.kill();
      await system.database.startAgain();
    }
    return since;
  },
};

const clockSteps = (name: string, offsetMs: number): Fault =>
  lasting(name, (system, on) => system.stepClock(on ? offsetMs : 0));

/** Its partitions go to others meanwhile; then it wakes and believes that they are still its own. */
const slowerThanItsSession = (of: 'inventory' | 'orders'): Fault => ({
  name: `a consumer is slower than its session: ${of} stands still for ${(SESSION_MS + 3_000) / 1_000} s`,
  async inject(system) {
    const victim = of === 'inventory' ? (system.inventory[0] as ServiceProcess) : system.orders;
    victim.signal('SIGSTOP');
    try {
      await pause(SESSION_MS + 3_000);
    } finally {
      victim.signal('SIGCONT');
    }
    if (!victim.isRunning) throw new Error(`${of} did not stand still but ended`);
    return Date.now();
  },
});

/** Every fault, in the order in which the report has them. */
export const FAULTS: readonly Fault[] = [
  ...(Object.keys(FAILPOINTS) as Failpoint[]).map((name) => killAt(name, 'inventory')),
  killAt('transaction.committed', 'orders'),
  killAt('relay.published', 'orders'),
  killAt('consumption.handled', 'orders'),
  killAtRandom('inventory'),
  killAtRandom('orders'),
  terminateSessions,
  databaseRestarts('PostgreSQL is killed and started again', ({ database }) => database.kill()),
  databaseRestarts('PostgreSQL is stopped and started again', ({ database }) => database.stop()),
  brokerRestarts,
  {
    name: 'every connection to the database is cut',
    inject: async ({ databaseWire }) => {
      databaseWire.cut();
      return Date.now();
    },
  },
  {
    name: 'every connection to the broker is cut',
    lacking: brokerWire,
    inject: async (system) => {
      system.brokerWire.cut();
      return Date.now();
    },
  },
  lasting('the database cannot be reached for 4 s', ({ databaseWire }, on) => databaseWire.refuse(on)),
  lasting('the broker cannot be reached for 4 s', (s, on) => s.brokerWire.refuse(on), brokerWire),
  lasting(`the way to the database is ${SLOW_MS} ms longer for 4 s`, (s, on) =>
    s.databaseWire.slow(on ? SLOW_MS : 0),
  ),
  lasting(
    `the way to the broker is ${SLOW_MS} ms longer for 4 s`,
    (s, on) => s.brokerWire.slow(on ? SLOW_MS : 0),
    brokerWire,
  ),
  clockSteps('the services’ clocks step an hour on, and back', HOUR_MS),
  clockSteps('the services’ clocks step an hour back, and on', -HOUR_MS),
  diskFull,
  slowerThanItsSession('inventory'),
  slowerThanItsSession('orders'),
];
