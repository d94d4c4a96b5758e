import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type EmbeddedPostgres, startEmbeddedPostgres, startOwnKafka } from '#local-servers';
import type { DataSource } from 'typeorm';
import { createInventoryDataSource } from '../../apps/inventory/src/persistence/data-source.js';
import { type ServiceName, ServiceProcess } from './service-process.js';
import { TcpProxy } from './tcp-proxy.js';

const run = promisify(execFile);
type Broker = Awaited<ReturnType<typeof startOwnKafka>>;

const POSTGRES_SETTINGS = { shared_buffers: '64MB', min_wal_size: '64MB', max_wal_size: '128MB' };
const SMALL_DISK_BYTES = 700 * 1024 * 1024;
/** The shortest that a service can be told to wait before a silent replica loses its partitions. */
export const SESSION_MS = 6_000;
const CLOCK = fileURLToPath(new URL('stepped-clock.js', import.meta.url)).replace(
  /(?<!\/dist)\/test\/chaos\/stepped-clock\.js$/,
  '/dist/test/chaos/stepped-clock.js',
);

export interface SystemOptions {
  readonly say?: (line: string) => void;
  /** Gives the database a disk of its own that can be filled; needs root on Linux. */
  readonly smallDisk?: boolean;
}

/**
 * Two replicas of inventory and one of orders, each a process of its own, on a PostgreSQL and a Kafka of their own. They
 * reach both through wires that can be cut; we reach the database directly.
 */
export class System {
  private stopping: Promise<void> | undefined;

  private constructor(
    readonly folder: string,
    private readonly disk: string | undefined,
    readonly database: PostgresServer,
    readonly kafka: Broker,
    readonly databaseWire: TcpProxy,
    readonly brokerWire: TcpProxy,
    /** Straight to the database, past the wire. */
    readonly dataSource: DataSource,
    readonly inventory: readonly ServiceProcess[],
    readonly orders: ServiceProcess,
  ) {}

  static async start({ say = () => {}, smallDisk = false }: SystemOptions = {}): Promise<System> {
    const folder = await mkdtemp(join(tmpdir(), 'shelfstream-prove-'));
    await chmod(folder, 0o711);
    const begun: (() => Promise<unknown>)[] = [];
    try {
      return await System.build(folder, say, smallDisk, begun);
    } catch (error) {
      // Half a system is of no use to anybody, and must not stay behind.
      for (const end of begun.toReversed()) await end().catch(() => {});
      await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
      throw error;
    }
  }

  private static async build(
    folder: string,
    say: (line: string) => void,
    smallDisk: boolean,
    begun: (() => Promise<unknown>)[],
  ): Promise<System> {
    const disk = smallDisk ? await mountSmallDisk(join(folder, 'disk'), say) : undefined;
    if (disk !== undefined) begun.push(() => run('umount', [disk]));
    const database = await PostgresServer.start(disk ?? join(folder, 'postgres'), say);
    begun.push(() => database.stop());
    const databaseWire = await TcpProxy.start(database.port);
    const brokerWire = await TcpProxy.start();
    const kafka = await startOwnKafka({
      dataDir: join(folder, 'kafka'),
      log: say,
      advertisedPort: brokerWire.port,
    });
    begun.push(() => kafka.stop());
    brokerWire.leadTo(Number(kafka.brokers[0]?.split(':')[1]));
    const wired = new URL(database.url);
    wired.port = String(databaseWire.port);
    const env = {
      DATABASE_URL: wired.href,
      KAFKA_BROKERS: kafka.kind === 'java' ? `127.0.0.1:${brokerWire.port}` : kafka.brokers.join(','),
      KAFKA_SESSION_TIMEOUT_MS: String(SESSION_MS),
      PICKUP_CODE_SECRET: 'a secret that orders and notifications share',
      SEALING_SECRET: 'a secret that orders and returns share',
      SHELFSTREAM_TEST_CLOCK: join(folder, 'clock'),
      NODE_OPTIONS: `--import=${CLOCK}`,
    };
    const start = async (name: ServiceName): Promise<ServiceProcess> => {
      const service = await ServiceProcess.start(name, env);
      begun.push(() => service.stop('SIGKILL'));
      return service;
    };
    const first = await start('inventory');
    const [second, orders] = await Promise.all([start('inventory'), start('orders')]);
    for (const service of [first, second, orders]) service.keepRunning(true);
    const dataSource = createInventoryDataSource({ url: database.url, poolSize: 5 });
    await dataSource.initialize();
    return new System(
      folder,
      disk,
      database,
      kafka,
      databaseWire,
      brokerWire,
      dataSource,
      [first, second],
      orders,
    );
  }

  get services(): readonly ServiceProcess[] {
    return [...this.inventory, this.orders];
  }

  /** Where the broker answers, past the wire as far as it lets one. */
  get brokers(): string[] {
    return [...this.kafka.brokers];
  }

  /** Whether the database has a disk of its own. */
  get hasSmallDisk(): boolean {
    return this.disk !== undefined;
  }

  /** Steps the services' clocks so far from the machine's. */
  async stepClock(offsetMs: number): Promise<void> {
    await writeFile(join(this.folder, 'clock'), String(offsetMs));
  }

  /** Leaves the database no room, or gives it back. */
  async fillDisk(full: boolean): Promise<void> {
    if (this.disk === undefined) throw new Error('The database has no disk of its own');
    const ballast = join(this.disk, 'ballast');
    if (!full) return rm(ballast, { force: true });
    await fillUp(ballast);
  }

  /** In the end as after a fault: every service answers, and the broker and the database are there. */
  async settled(): Promise<void> {
    const deadline = Date.now() + 300_000;
    for (const service of this.services) {
      while (!(await service.isReady())) {
        if (Date.now() > deadline) {
          throw new Error(`${service.name} did not recover by itself:\n${service.output.slice(-3_000)}`);
        }
        await pause(100);
      }
    }
  }

  /** Which services are not ready, and the last they said. */
  async ailing(): Promise<string[]> {
    const ready = await Promise.all(this.services.map((service) => service.isReady()));
    return this.services
      .filter((_, i) => !ready[i])
      .map(({ name, output }) => `${name} is not ready: ${output.slice(-1_500)}`);
  }

  /** Brings back whatever a fault that went wrong has left broken, so that the next one begins on a whole system. */
  async mend(): Promise<void> {
    this.databaseWire.refuse(false);
    this.brokerWire.refuse(false);
    this.databaseWire.slow(0);
    this.brokerWire.slow(0);
    await this.stepClock(0);
    if (this.hasSmallDisk) await this.fillDisk(false);
    if (!this.database.isRunning) {
      await this.database.kill();
      await this.database.startAgain();
    }
    for (const service of this.services) {
      service.signal('SIGCONT');
      service.keepRunning(true);
    }
  }

  async stop(): Promise<void> {
    this.stopping ??= this.endAll();
    return this.stopping;
  }

  private async endAll(): Promise<void> {
    await Promise.allSettled(this.services.map((service) => service.stop('SIGKILL')));
    await this.dataSource.destroy().catch(() => {});
    await Promise.allSettled([this.databaseWire.close(), this.brokerWire.close()]);
    await Promise.allSettled([this.kafka.stop(), this.database.stop()]);
    if (this.disk !== undefined) await run('umount', [this.disk]).catch(() => {});
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {});
  }
}

/** A PostgreSQL that is killed and started again on the same port and data. */
export class PostgresServer {
  private constructor(
    private readonly dataDir: string,
    private server: EmbeddedPostgres,
  ) {}

  static async start(dataDir: string, say: (line: string) => void): Promise<PostgresServer> {
    const server = await startEmbeddedPostgres({ dataDir, settings: POSTGRES_SETTINGS, log: say });
    return new PostgresServer(dataDir, server);
  }

  get url(): string {
    return this.server.url;
  }

  get port(): number {
    return this.server.port;
  }

  get isRunning(): boolean {
    try {
      return process.kill(this.server.pid, 0);
    } catch {
      return false;
    }
  }

  /** As a power cut ends it. */
  async kill(): Promise<void> {
    if (this.isRunning) process.kill(this.server.pid, 'SIGKILL');
    await this.server.stop();
    await this.gone();
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.gone();
  }

  /** What has ended keeps its number until we have taken note of it. */
  private async gone(): Promise<void> {
    for (const deadline = Date.now() + 30_000; this.isRunning && Date.now() < deadline;) await pause(20);
  }

  async startAgain(): Promise<void> {
    const { port } = this;
    this.server = await startEmbeddedPostgres({ dataDir: this.dataDir, settings: POSTGRES_SETTINGS, port });
    if (this.server.port !== port) throw new Error(`Port ${port} was taken while PostgreSQL was away.`);
  }
}

async function mountSmallDisk(folder: string, say: (line: string) => void): Promise<string | undefined> {
  await mkdir(folder);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK_BYTES},mode=0711`, 'shelfstream', folder]);
    return folder;
  } catch (error) {
    say(`No disk of its own for the database: ${(error as Error).message.trim().split('\n').at(-1)}`);
    return undefined;
  }
}

const MIB = Buffer.alloc(1_048_576);

/** Writes until nothing more fits; the database may take some of the room meanwhile. */
async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (;;) await file.write(MIB);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}
