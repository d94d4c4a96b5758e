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
import { OidcIssuer, testDatabase } from '#testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
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
  issuer!: OidcIssuer;
  url = '';
  /** All that was logged, at every level. */
  log = '';

  private constructor(private readonly folder: string) {}

  /** `wish` makes the keys that are in its file when it starts. */
  static async start(wish: (secured: SecuredShelfstream) => void): Promise<SecuredShelfstream> {
    const secured = new SecuredShelfstream(mkdtempSync(join(tmpdir(), 'shelfstream-secured-')));
    wish(secured);
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

  async stop(): Promise<void> {
    for (const end of this.ends.reverse()) await end();
    rmSync(this.folder, { recursive: true });
  }

  private async run(): Promise<void> {
    const file = join(this.folder, 'keys.json');
    writeFileSync(file, JSON.stringify({ keys: this.keys }));
    this.issuer = await OidcIssuer.start();
    this.ends.push(() => this.issuer.stop());
    const database = await testDatabase();
    this.ends.push(() => database.drop());
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
