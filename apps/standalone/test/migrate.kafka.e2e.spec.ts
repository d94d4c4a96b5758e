import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { KafkaTransport } from '#messaging';
import { ALL_TOPICS } from '#service';
import { freePort, testDatabase, type TestDatabase, testKafka } from '#testing';

jest.setTimeout(120_000);

const CLI = fileURLToPath(new URL('../../../dist/apps/standalone/src/cli/main.js', import.meta.url));
const SERVICES = ['inventory', 'orders', 'returns', 'notifications'];

describe('The migrate command', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase();
  });
  afterEach(() => database?.drop());

  /** As the container runs it. */
  const migrate = (env: NodeJS.ProcessEnv, ...args: string[]) =>
    new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
      execFile(
        process.execPath,
        [CLI, 'migrate', ...args],
        { env: { ...process.env, DATABASE_URL: database.url, KAFKA_BROKERS: '', ...env } },
        (error, stdout, stderr) => {
          resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
        },
      );
    });

  it('makes every schema and every topic once, also when two run at the same moment', async () => {
    const { brokers } = await testKafka();
    const env = { KAFKA_BROKERS: brokers.join(',') };
    const both = await Promise.all([migrate(env), migrate(env)]);
    expect(both.map(({ status, stderr }) => [status, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    for (const service of SERVICES) {
      const lines = both.map(
        ({ stdout }) => new RegExp(`^${service}: (ran|up to date)`, 'm').exec(stdout)?.[1],
      );
      expect(lines.sort()).toEqual(['ran', 'up to date']);
    }
    const transport = new KafkaTransport({ brokers, clientId: 'look' });
    try {
      expect(await transport.missingTopics(['no.such.v1', ...ALL_TOPICS.map(({ name }) => name)])).toEqual([
        'no.such.v1',
      ]);
    } finally {
      await transport.close();
    }

    const again = await migrate(env);
    expect(again.status).toBe(0);
    expect(again.stdout).toContain('orders: up to date');
    expect(again.stdout).toContain(`topics: ${ALL_TOPICS.length} unchanged`);
  });

  it('touches no more than it was told to', async () => {
    const only = await migrate({}, 'orders', '--no-topics');
    expect(only.status).toBe(0);
    expect(only.stdout).toMatch(/^orders: ran \d+ migrations \(.*\)\n$/);
  });

  it('says what it waited for when it gives up, and what is wrong with what it was told', async () => {
    const port = await freePort();
    const away = await migrate(
      { DATABASE_URL: `postgres://a:secret@127.0.0.1:${port}/shop` },
      '--no-topics',
      '--wait',
      '1',
    );
    expect(away.status).toBe(1);
    expect(away.stderr).toContain('inventory.database given up after 1 s');
    expect(away.stderr).toContain(`ECONNREFUSED 127.0.0.1:${port}`);
    expect(away.stderr).not.toContain('secret');

    const wrong = await Promise.all([
      migrate({}, 'billing', '--no-topics'),
      migrate({}),
      migrate({ DATABASE_URL: '' }, '--no-topics'),
    ]);
    expect(wrong.map(({ status, stderr }) => [status, stderr.trim()])).toEqual([
      [1, 'There is no service billing; there are inventory, orders, returns, notifications.'],
      [1, 'Name the cluster in KAFKA_BROKERS or with --brokers host:port, or say --no-topics.'],
      [1, 'Name the database in DATABASE_URL: postgres://user:password@host:port/database.'],
    ]);
  });
});
