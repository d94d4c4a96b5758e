import { type DynamicModule, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TOPICS } from '#contracts';
import { ServiceMessaging, ServiceMessagingServer, type Transport } from '#messaging';
import { createHttpApp, loggingModule, PlatformModule } from '#platform';

@Module({})
class BenchApp {}

/** A running HTTP application of these services, their topics and subscriptions included, on a free port of loopback. */
export async function runServices(
  transport: Transport,
  services: readonly DynamicModule[],
): Promise<{ app: NestFastifyApplication; url: string }> {
  await transport.ensureTopics(TOPICS.map((topic) => ({ ...topic })));
  const app = await createHttpApp({
    module: BenchApp,
    imports: [PlatformModule, loggingModule({ level: 'error' }), ...services],
  });
  const messaging = app.get(ServiceMessaging, { strict: false, each: true });
  app.connectMicroservice({ strategy: new ServiceMessagingServer(messaging) });
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl() };
}
