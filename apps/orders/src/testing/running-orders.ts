import type { AddressInfo } from 'node:net';
import type { EventContract } from '#contracts';
import { TOPICS } from '#contracts';
import {
  envelopeHeaders,
  PostgresTransport,
  ServiceMessaging,
  ServiceMessagingServer,
  type Transport,
} from '#messaging';
import { createHttpApp, loggingModule, PlatformModule, uuidv7 } from '#platform';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { z } from 'zod';
import type { OrdersSettings } from '../config.js';
import { OrdersModule } from '../orders.module.js';
import { openOrdersDatabase, type OrdersDatabase } from './orders-database.js';

@Module({})
class OrdersApp {}

/** The orders service alone, on a database of its own, with the topics of the other services at hand. */
export class RunningOrders {
  private constructor(
    readonly database: OrdersDatabase,
    readonly transport: Transport,
    private readonly app: NestFastifyApplication,
    private readonly ownsDatabase: boolean,
  ) {}

  static async start(settings: OrdersSettings): Promise<RunningOrders> {
    return RunningOrders.on(await openOrdersDatabase(), settings, true);
  }

  /** One more replica of the same service. */
  replica(settings: OrdersSettings): Promise<RunningOrders> {
    return RunningOrders.on(this.database, settings, false);
  }

  private static async on(
    database: OrdersDatabase,
    settings: OrdersSettings,
    ownsDatabase: boolean,
  ): Promise<RunningOrders> {
    const transport = new PostgresTransport({ url: database.url });
    await transport.ensureTopics(TOPICS);
    const { dataSource } = database;
    const app = await createHttpApp({
      module: OrdersApp,
      imports: [
        loggingModule({ level: 'silent' }),
        PlatformModule,
        OrdersModule.forRoot({ dataSource, transport, settings }),
      ],
    });
    app.connectMicroservice({ strategy: new ServiceMessagingServer([app.get(ServiceMessaging)]) });
    await app.startAllMicroservices();
    await app.init();
    return new RunningOrders(database, transport, app, ownsDatabase);
  }

  /** States facts as another service would. */
  async publish<S extends z.ZodType>(
    contract: EventContract<S>,
    ...facts: readonly z.infer<S>[]
  ): Promise<void> {
    await this.publishAs(
      facts.map(() => uuidv7()),
      contract,
      ...facts,
    );
  }

  /** The same with ids of one's own: a fact that is stated twice has one. */
  async publishAs<S extends z.ZodType>(
    ids: readonly string[],
    contract: EventContract<S>,
    ...facts: readonly z.infer<S>[]
  ): Promise<void> {
    await this.transport.publish(
      facts.map((data, i) => {
        const key = contract.key(data);
        return {
          topic: contract.topic,
          key,
          headers: envelopeHeaders({
            id: ids[i]!,
            type: contract.type,
            source: '/shelfstream/elsewhere',
            subject: key,
            time: new Date(),
            correlationId: null,
            causationId: null,
            traceparent: null,
          }),
          value: JSON.stringify(data),
        };
      }),
    );
  }

  async call(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: unknown }> {
    const answer = await this.app.inject({
      method,
      url: `/orders/v1${path}`,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, body: answer.body === '' ? undefined : JSON.parse(answer.body) };
  }

  /** Its own address, for what a request alone cannot show: an answer that goes on. */
  async listen(): Promise<string> {
    await this.app.listen(0, '127.0.0.1');
    return `http://127.0.0.1:${(this.app.getHttpServer().address() as AddressInfo).port}/orders/v1`;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.transport.close();
    if (this.ownsDatabase) await this.database.close();
  }
}
