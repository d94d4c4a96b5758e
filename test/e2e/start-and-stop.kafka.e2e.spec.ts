import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import type { Readiness } from '#platform';
import { eventually, freePort, ownKafka, ownPostgres, type OwnPostgres } from '#testing';
import { ServiceProcess } from '../chaos/service-process.js';

jest.setTimeout(180_000);

const CLI = fileURLToPath(new URL('../../dist/apps/standalone/src/cli/main.js', import.meta.url));
const PATIENCE = { timeoutMs: 60_000, intervalMs: 100 };

const alive = async ({ url }: ServiceProcess) => (await fetch(`${url}/health/live`)).status;

async function readinessOf({ url }: ServiceProcess): Promise<{ http: number } & Readiness> {
  const answer = await fetch(`${url}/health/ready`);
  return { http: answer.status, ...((await answer.json()) as Readiness) };
}

/** Waits until it is not ready and says so of this check. */
const waitsFor = (service: ServiceProcess, check: string, reason: RegExp) =>
  eventually(async () => {
    const { http, status, checks } = await readinessOf(service);
    expect([http, status]).toEqual([503, 'waiting']);
    expect(checks[check]).toEqual({ status: 'down', detail: expect.stringMatching(reason) });
    expect(await alive(service)).toBe(200);
  }, PATIENCE);

const isReady = (service: ServiceProcess) =>
  eventually(
    async () => expect(await readinessOf(service)).toMatchObject({ http: 200, status: 'ready' }),
    PATIENCE,
  );

describe('A service whose database and broker come and go', () => {
  let postgres: OwnPostgres;
  let kafka: Awaited<ReturnType<typeof ownKafka>>;
  let inventory: ServiceProcess | undefined;

  beforeAll(async () => {
    [postgres, kafka] = await Promise.all([ownPostgres(), ownKafka()]);
    await Promise.all([postgres.stop(), kafka.kill()]);
  });
  afterAll(async () => {
    await inventory?.stop('SIGKILL');
    await Promise.all([kafka?.stop(), postgres?.remove()]);
  });

  it('is alive at once, says what it waits for, and is ready by itself when all of it has come', async () => {
    const env = { DATABASE_URL: postgres.url, KAFKA_BROKERS: kafka.brokers.join(',') };
    inventory = await ServiceProcess.begin('inventory', {
      ...env,
      MIGRATE_ON_START: 'false',
      CREATE_TOPICS_ON_START: 'false',
      KAFKA_SESSION_TIMEOUT_MS: '6000',
      SHUTDOWN_DELAY_MS: '1500',
      LOG_LEVEL: 'info',
    });
    await waitsFor(inventory, 'inventory.database', /^PostgreSQL does not let us in: .*ECONNREFUSED/);
    await waitsFor(inventory, 'inventory.messages', /^The message broker does not answer: .*ECONNREFUSED/);
    const early = await fetch(`${inventory.url}/inventory/v1/levels`);
    expect([early.status, await early.json()]).toEqual([503, expect.objectContaining({ code: 'starting' })]);

    await Promise.all([postgres.start(), kafka.restart()]);
    await waitsFor(inventory, 'inventory.database', /^\d+ migrations are missing in schema inventory/);
    await waitsFor(inventory, 'inventory.messages', /^There is no topic .* and \d+ more: run "migrate"/);

    await promisify(execFile)(process.execPath, [CLI, 'migrate', 'inventory'], {
      env: { ...process.env, ...env },
    });
    await isReady(inventory);
    const levels = await fetch(`${inventory.url}/inventory/v1/levels`);
    expect(levels.status).toBe(200);
    const said = inventory.output
      .split('\n')
      .filter((line) => line.includes('Waiting for inventory.database'));
    expect(said.length).toBeLessThanOrEqual(4);
  });

  it('is not ready while one of them is away, stays alive, and recovers', async () => {
    const service = inventory!;
    await postgres.crash();
    await waitsFor(service, 'inventory.database', /^PostgreSQL does not answer/);
    await postgres.start();
    await isReady(service);

    await kafka.kill();
    await waitsFor(service, 'inventory.messages', /./);
    await kafka.restart();
    await isReady(service);
  });

  it('turns unready before it stops, serves meanwhile, ends its streams and leaves with 0', async () => {
    const service = inventory!;
    const stream = await fetch(`${service.url}/inventory/v1/availability/stream?sku=milk`);
    expect(stream.status).toBe(200);
    const ended = stream.text();

    const stopping = service.stop();
    await eventually(
      async () => expect(await readinessOf(service)).toMatchObject({ http: 503, status: 'stopping' }),
      { intervalMs: 20 },
    );
    expect(await alive(service)).toBe(200);
    const last = await fetch(`${service.url}/inventory/v1/levels`);
    expect([last.status, last.headers.get('connection')]).toEqual([200, 'close']);

    await ended;
    expect(await stopping).toBe(0);
    expect(service.output).toContain('Stopped');
  });
});

describe('A service that is told to stop while it waits', () => {
  it('leaves with 0, although nothing of what it waited for ever came', async () => {
    const [database, broker] = [await freePort(), await freePort()];
    const service = await ServiceProcess.begin('inventory', {
      DATABASE_URL: `postgres://nobody:secret@127.0.0.1:${database}/nothing`,
      KAFKA_BROKERS: `127.0.0.1:${broker}`,
    });
    await waitsFor(service, 'inventory.database', /ECONNREFUSED/);
    expect(await service.stop()).toBe(0);
    expect(service.output).toContain('Waiting for inventory.database');
    expect(service.output).not.toContain('secret');
  });
});
