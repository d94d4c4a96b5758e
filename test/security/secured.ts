import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOPICS } from '#contracts';
import { PostgresTransport, ServiceMessaging, ServiceMessagingServer } from '#messaging';
import { runMigrations } from '#persistence';
import {
  accessBy,
  AccessSettings,
  type ApiKey,
  createHttpApp,
  mountDocs,
  newKeyId,
  newSecret,
  openRoutesOf,
} from '#platform';
import { createServiceDataSource, docsOf } from '#service';
import { OidcIssuer, testDatabase, type TestDatabase } from '#testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { SERVICES } from '../../apps/standalone/src/services.js';
import { StandaloneModule } from '../../apps/standalone/src/standalone.module.js';
import { Retailer } from '../e2e/retailer.js';

/** What a key is to be; the rest of it does not matter. */
export type KeyWish = Partial<Pick<ApiKey, 'scopes' | 'roles' | 'locations' | 'expiresAt' | 'revokedAt'>>;

/** All services in one process on a database of their own, closed to whoever has no key or token. */
export class SecuredShelfstream {
  private readonly keys: ApiKey[] = [];
  private readonly ends: (() => unknown)[] = [];
  private app!: NestFastifyApplication;
  private database!: TestDatabase;
  issuer!: OidcIssuer;
  url = '';
  /** All that was logged, at every level. */
  log = '';

  private constructor(private readonly folder: string) {}

  /** `wish` makes the keys that are in its file when it starts. */
  static async start(wish: (secured: SecuredShelfstream) => void): Promise<SecuredShelfstream> {
    const secured = new SecuredShelfstream(mkdtempSync(join(tmpdir(), 'shelfstream-secured-')));
    wish(secured);
    writeFileSync(join(secured.folder, 'keys.json'), JSON.stringify({ keys: secured.keys }));
    secured.issuer = await OidcIssuer.start();
    secured.database = await testDatabase();
    await secured.run();
    return secured;
  }

  /** A key for the file; answers its token. */
  key(wish: KeyWish): string {
    const id = newKeyId();
    const { token, secret } = newSecret(id, new Date());
    const createdAt = new Date().toISOString();
    this.keys.push({ id, name: id, createdAt, roles: [], scopes: [], ...wish, secrets: [secret] });
    return token;
  }

  /** The retailer, by whoever has this token. */
  as(token: string): Retailer {
    return new Retailer(() => this.url, token);
  }

  /** The routes that ask for nothing. */
  get openRoutes(): readonly string[] {
    return openRoutesOf(this.app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
  }

  /** Ends its processes in order, and starts them again on the same data and keys. */
  async restart(): Promise<void> {
    await this.end();
    await this.run();
  }

  async stop(): Promise<void> {
    await this.end();
    await this.database.drop();
    await this.issuer.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Takes a service's tables away, so that whatever it is asked fails in a way that nobody foresaw. */
  async breakDatabase(schema: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    await client.query(`ALTER SCHEMA ${schema} RENAME TO ${schema}_gone`);
    await client.end();
  }

  private async end(): Promise<void> {
    for (const end of this.ends.splice(0).reverse()) await end();
  }

  private async run(): Promise<void> {
    const file = join(this.folder, 'keys.json');
    const { database } = this;
    const transport = new PostgresTransport({ url: database.url });
    this.ends.push(() => transport.close());
    await transport.ensureTopics(TOPICS);
    const secret = 'a secret of the tests alone';
    const services = [];
    for (const { service, module } of SERVICES) {
      const dataSource = createServiceDataSource(service, { url: database.url, poolSize: 4 });
      this.ends.push(() => dataSource.destroy());
      await dataSource.initialize();
      await runMigrations(dataSource, { schema: service.name });
      services.push(
        module({ dataSource, transport }, { PICKUP_CODE_SECRET: secret, SEALING_SECRET: secret }),
      );
    }
    const access = accessBy(
      AccessSettings.parse({
        API_KEYS_FILE: file,
        OIDC_ISSUER: this.issuer.url,
        OIDC_AUDIENCE: OidcIssuer.AUDIENCE,
        // Of strangers, too, as many as a test sends.
        RATE_LIMIT_PER_MINUTE: '10000000',
      }),
      '127.0.0.1',
    );
    const destination = { write: (line: string) => void (this.log += line) };
    this.app = await createHttpApp(
      StandaloneModule.forRoot({ services, logging: { level: 'trace', destination } }),
      { access },
    );
    this.ends.push(() => this.app.close());
    for (const { service } of SERVICES) mountDocs(this.app, docsOf(service));
    const messaging = this.app.get(ServiceMessaging, { strict: false, each: true });
    this.app.connectMicroservice({ strategy: new ServiceMessagingServer(messaging) });
    await this.app.startAllMicroservices();
    await this.app.listen(0, '127.0.0.1');
    this.url = `http://127.0.0.1:${(this.app.getHttpServer().address() as AddressInfo).port}`;
  }
}
