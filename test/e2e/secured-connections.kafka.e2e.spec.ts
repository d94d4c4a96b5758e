import { chown, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type OwnKafka, startSecuredKafka } from '#local-servers';
import { eventually, type OwnPostgres, ownPostgres, type TestCertificate, testCertificate } from '#testing';
import pg from 'pg';
import { ServiceProcess } from '../chaos/service-process.js';

jest.setTimeout(180_000);

/** Turns TLS on in a running PostgreSQL; its key must belong to whoever runs it. */
async function offerTls({ url }: OwnPostgres, { certFile, keyFile }: TestCertificate): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query<{ data_directory: string }>('SHOW data_directory');
    const owner = await stat(found.rows[0]?.data_directory ?? '');
    await chown(keyFile, owner.uid, owner.gid);
    await client.query(`ALTER SYSTEM SET ssl_cert_file = '${certFile}'`);
    await client.query(`ALTER SYSTEM SET ssl_key_file = '${keyFile}'`);
    await client.query('ALTER SYSTEM SET ssl = on');
    await client.query('SELECT pg_reload_conf()');
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('A service whose PostgreSQL and Kafka speak TLS, Kafka to one user alone', () => {
  let certificate: TestCertificate;
  let postgres: OwnPostgres;
  let kafka: OwnKafka;
  let settings: NodeJS.ProcessEnv;
  let folder: string;

  beforeAll(async () => {
    certificate = await testCertificate();
    folder = await mkdtemp(join(tmpdir(), 'secured-kafka-'));
    const user = { username: 'shelfstream', password: 'only-shelfstream-knows-this' };
    [postgres, kafka] = await Promise.all([
      ownPostgres(),
      startSecuredKafka({ dataDir: folder }, { ...certificate, ...user }),
    ]);
    await offerTls(postgres, certificate);
    settings = {
      DATABASE_URL: postgres.url,
      DATABASE_CA_FILE: certificate.caFile,
      KAFKA_BROKERS: kafka.brokers.join(','),
      KAFKA_CA_FILE: certificate.caFile,
      KAFKA_SASL_USERNAME: user.username,
      KAFKA_SASL_PASSWORD: user.password,
      SEALING_SECRET: 'a secret that orders and returns share',
    };
  });

  afterAll(async () => {
    await Promise.all([kafka?.stop(), postgres?.remove()]);
    await rm(folder, { recursive: true, force: true });
  });

  it('is ready, and every connection of its is encrypted', async () => {
    const returns = await ServiceProcess.start('returns', settings);
    try {
      const { rows } = await withClient(postgres.url, (client) =>
        client.query<{ connections: number; plain: number }>(
          `SELECT count(*)::int AS connections, count(*) FILTER (WHERE NOT s.ssl)::int AS plain
           FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) WHERE a.application_name = 'shelfstream-returns'`,
        ),
      );
      expect(rows[0]?.connections).toBeGreaterThan(0);
      expect(rows[0]?.plain).toBe(0);
    } finally {
      await returns.stop();
    }
  });

  it.each([
    ['a database whose certificate nobody vouches for', { DATABASE_CA_FILE: 'other' }, /certificate/],
    ['a broker whose certificate nobody vouches for', { KAFKA_CA_FILE: 'other' }, /certificate/],
    ['a wrong password for Kafka', { KAFKA_SASL_PASSWORD: 'a guess' }, /[Aa]uthentication failed/],
  ])('has no truck with %s, and never logs the password', async (_, wrong, complaint) => {
    const other = (await testCertificate()).caFile;
    const changed = Object.fromEntries(
      Object.entries(wrong).map(([key, value]) => [key, value === 'other' ? other : value]),
    );
    const returns = await ServiceProcess.begin('returns', { ...settings, ...changed });
    await eventually(() => expect(returns.output).toMatch(complaint));
    expect((await fetch(`${returns.url}/health/ready`)).status).toBe(503);
    await returns.stop('SIGKILL');
    expect(returns.output).not.toContain('only-shelfstream-knows-this');
    expect(returns.output).not.toContain('a guess');
  });
});
