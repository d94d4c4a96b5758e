import { isIPv6 } from 'node:net';
import { ServiceMessaging, ServiceMessagingServer } from '#messaging';
import {
  accessBy,
  createHttpApp,
  mountDocs,
  type Prerequisite,
  ReadinessChecks,
  SCOPES,
  servesOpenly,
  startTelemetry,
  type StopStep,
  stopInOrder,
  untilMet,
  WaitingLog,
} from '#platform';
import { ALL_TOPICS, createServiceDataSource, databasePrerequisite, docsOf } from '#service';
import type { DynamicModule } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { serveConsole } from '../../console/src/server/serve-console.js';
import { consoleSettings } from '../../console/src/server/settings.js';
import { ApiClient } from './cli/client.js';
import type { Environment, StandaloneOptions } from './options.js';
import { loadJourneys } from './sample/load-journeys.js';
import { loadSample } from './sample/load-sample.js';
import { openSampleRetailer, type SampleRetailer } from './sample/open-sample-retailer.js';
import { SampleRecord } from './sample/sample-state.js';
import { checkPort, openBroker, openDatabase, openTransport, type Server } from './servers.js';
import { sharedSecrets } from './secrets.js';
import { SERVICES } from './services.js';
import { StandaloneModule } from './standalone.module.js';

/** A running Shelfstream. */
export interface Standalone {
  readonly url: string;
  /** Ends everything in order: HTTP, stock batches, relay, transport, database. Answers what did not end well. */
  stop(): Promise<string[]>;
}

/** The start was called off before it was through. */
export class StartCancelled extends Error {}

/**
 * Starts the database, the transport and all services, and loads the sample the first time. Resolves when everything
 * is ready. When it fails or is called off, what had started is stopped again first.
 */
export async function startStandalone(
  options: StandaloneOptions,
  environment: Environment,
  say: (line: string) => void,
  cancelled: AbortSignal,
): Promise<Standalone> {
  // Newest first: things end in the opposite order of their beginning. All times together stay below 8 s.
  const steps: StopStep[] = [];
  const stop = () => stopInOrder(steps.splice(0), say);
  const goOn = () => {
    if (cancelled.aborted) throw new StartCancelled();
  };
  try {
    const access = accessBy(environment, environment.HOST);
    for (const warning of access.warnings) say(warning);
    await checkPort(options.port, environment.HOST);
    const stopTelemetry = await startTelemetry('standalone');
    steps.unshift({ name: 'Traces', stop: stopTelemetry, withinMs: 500 });
    const database = await openDatabase(environment, say);
    const servers: Server<unknown>[] = [database];
    steps.unshift({
      name: options.kafka ? 'PostgreSQL or Kafka' : 'PostgreSQL',
      // Nobody uses them any more by then: they end side by side.
      stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
      withinMs: 2_500,
    });
    goOn();
    const broker = options.kafka ? await openBroker(environment, say) : undefined;
    if (broker !== undefined) servers.push(broker);
    const transport = openTransport(broker?.value, database.value);
    steps.unshift({ name: 'The transport', stop: () => transport.close(), withinMs: 1_000 });
    const says = new WaitingLog(say);
    const met = async (prerequisite: Prerequisite): Promise<void> => {
      const waiting = (reason: string) => says.waiting(prerequisite.name, reason);
      await untilMet(prerequisite, { signal: cancelled, waiting });
      says.met(prerequisite.name);
    };
    await met({
      name: broker === undefined ? 'your database' : 'your Kafka',
      meet: async () => void (await transport.ensureTopics(ALL_TOPICS)),
    });
    goOn();

    const secrets = await sharedSecrets(environment.SHELFSTREAM_DATA, process.env);
    // Where only this machine can call, an endpoint on it tells nobody anything new.
    const openSettings = access.open ? { WEBHOOKS_ALLOW_PRIVATE: 'true' } : {};
    const settings = { ...openSettings, ...process.env, ...secrets };
    const dataSources: DataSource[] = [];
    const closeAll = () =>
      Promise.all(dataSources.filter((one) => one.isInitialized).map((one) => one.destroy()));
    steps.unshift({
      name: 'The database connections',
      stop: async () => void (await closeAll()),
      withinMs: 500,
    });
    const modules: DynamicModule[] = [];
    for (const { service, module } of SERVICES) {
      const dataSource = createServiceDataSource(service, { url: database.value });
      dataSources.push(dataSource);
      const ran = ({ length }: readonly string[]) =>
        say(`Brought the ${service.name} schema up to date (${length} migrations).`);
      await met(databasePrerequisite(service, dataSource, { migrate: true, ran }));
      modules.push(module({ dataSource, transport: transport }, settings));
      goOn();
    }

    const app = await createHttpApp(
      StandaloneModule.forRoot({
        services: modules,
        logging: { level: environment.LOG_LEVEL, pretty: process.stdout.isTTY, service: 'standalone' },
      }),
      { allowedHosts: environment.ALLOWED_HOSTS, access },
    );
    let sampleRetailer: SampleRetailer | undefined;
    const close = async () => {
      await sampleRetailer?.close();
      await app.close();
    };
    steps.unshift({ name: 'HTTP and the services', stop: close, withinMs: 3_500 });
    const sample = new SampleReadiness();
    app.get(ReadinessChecks).add(sample);
    for (const { service } of SERVICES) mountDocs(app, docsOf(service));
    const http = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    for (const path of ['/console', '/shop']) servesOpenly(http, path);
    await serveConsole(http, consoleSettings(settings, 'open'));
    const messaging = app.get(ServiceMessaging, { strict: false, each: true });
    app.connectMicroservice({ strategy: new ServiceMessagingServer(messaging) });
    await app.startAllMicroservices();
    await app.listen(options.port, environment.HOST);
    goOn();

    const loader = access.keys.lend('sample', SCOPES);
    const target = { url: urlOf(environment.HOST, options.port), token: loader.token };
    const record = new SampleRecord(database.value);
    await provideSample(options, target, record, say, cancelled);
    loader.takeBack();
    goOn();
    sample.there = true;
    if (!options.empty && !options.quiet && (await record.read()) === 'loaded') {
      say('The sample retailer is open: it sells and takes orders by itself. (--quiet leaves that out.)');
      const { token } = access.keys.lend('sample-retailer', SCOPES);
      sampleRetailer = openSampleRetailer({ url: target.url, token }, say);
    }
    return { url: `http://localhost:${options.port}`, stop };
  } catch (error) {
    await stop();
    throw cancelled.aborted ? new StartCancelled() : error;
  }
}

/** Not ready as long as the sample is still on its way in. */
class SampleReadiness {
  readonly name = 'sample';
  there = false;

  check(): Promise<void> {
    return this.there ? Promise.resolve() : Promise.reject(new Error('the sample is being loaded'));
  }
}

/** Where this process itself is reached. */
function urlOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

async function provideSample(
  options: StandaloneOptions,
  target: { url: string; token: string },
  record: SampleRecord,
  say: (line: string) => void,
  cancelled: AbortSignal,
): Promise<void> {
  const state = await record.read();
  if (options.empty) {
    if (state === 'loaded' || state === 'loading') {
      say('--empty has no effect: this database has the sample already. Remove .shelfstream to begin anew.');
    } else await record.write('none');
  }
  if (state === 'loaded' || state === 'none' || (options.empty && state === undefined)) return;
  await record.write('loading');
  say('Loading the sample retailer: one real week of receipts.');
  const sample = await loadSample(
    new ApiClient(target.url, { token: target.token, signal: cancelled }),
    cancelled,
  );
  say('Setting its orders and returns in motion.');
  const journeys = await loadJourneys(
    new ApiClient(target.url, { token: target.token, signal: cancelled }),
    cancelled,
  );
  await record.write('loaded');
  const n = (figure: number) => figure.toLocaleString('en');
  say(
    `The sample has ${n(sample.locations)} locations, ${n(sample.items)} items, ${n(sample.levels)} stock levels and ` +
      `${n(sample.saleLines)} lines of receipts and ${n(journeys.orders)} orders.`,
  );
}
