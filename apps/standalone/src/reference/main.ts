import 'reflect-metadata';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Module } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { PostgresTransport } from '#messaging';
import { createHttpApp, loggingModule, openApiDocument, PlatformModule } from '#platform';
import { createServiceDataSource, docsOf } from '#service';
import { SERVICES } from '../services.js';
import { asyncApiDocument, eventSchemas } from './asyncapi.js';
import { clientTypes } from './client-types.js';
import { autoscalers, topics, users } from './kubernetes.js';
import { monitoringFiles } from './monitoring.js';
import { scopesPage } from './scopes.js';

/**
 * Writes docs/reference/ from the contracts (AsyncAPI, OpenAPI and JSON Schemas) and, from those, the types of the client;
 * the topics, users and autoscalers of a Kubernetes cluster; and from the metrics what operators watch.
 * With `--check` it writes nothing and fails when a file is not what it would write.
 */
const FOLDERS = {
  reference: 'docs/reference',
  client: 'libs/client/src/generated',
  kafka: 'k8s/components/kafka-strimzi/generated',
  autoscaling: 'k8s/components/keda/generated',
};
// Named in the configuration of clients that never connect: the documents need the routes alone.
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';
// Nothing is derived or sealed here.
const SETTINGS = { PICKUP_CODE_SECRET: 'x'.repeat(32), SEALING_SECRET: 'x'.repeat(32) };

@Module({})
class ReferenceApp {}

/** Every generated file by its path. */
async function documents(): Promise<Map<string, string>> {
  const app = await createHttpApp({
    module: ReferenceApp,
    imports: [
      PlatformModule,
      loggingModule({ level: 'silent' }),
      ...SERVICES.map(({ service, module }) =>
        module(
          {
            dataSource: createServiceDataSource(service, { url: NOWHERE }),
            transport: new PostgresTransport({ url: NOWHERE }),
          },
          SETTINGS,
        ),
      ),
    ],
  });
  const files = new Map<string, string>();
  const keep = (name: string, json: object) =>
    files.set(path.join(FOLDERS.reference, name), `${JSON.stringify(json, null, 2)}\n`);
  keep('asyncapi.json', asyncApiDocument());
  const described: OpenAPIObject[] = [];
  for (const { service } of SERVICES) {
    const document = openApiDocument(app, docsOf(service));
    described.push(document);
    keep(`${service.name}.openapi.json`, document);
    files.set(path.join(FOLDERS.client, `${service.name}.ts`), await clientTypes(document));
  }
  files.set(path.join(FOLDERS.reference, 'scopes.md'), scopesPage(described));
  for (const [name, schema] of Object.entries(eventSchemas())) keep(`schemas/${name}.json`, schema);
  files.set(path.join(FOLDERS.kafka, 'topics.yaml'), topics());
  files.set(path.join(FOLDERS.kafka, 'users.yaml'), users());
  files.set(path.join(FOLDERS.autoscaling, 'autoscalers.yaml'), autoscalers());
  return files;
}

async function stale(wanted: ReadonlyMap<string, string>): Promise<string[]> {
  const names = new Set(wanted.keys());
  for (const folder of Object.values(FOLDERS)) {
    for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
      if (/\.(json|md|ts|yaml)$/.test(name)) names.add(path.join(folder, name));
    }
  }
  const different: string[] = [];
  for (const name of names) {
    const text = await readFile(name, 'utf8').catch(() => undefined);
    if (text !== wanted.get(name)) different.push(name);
  }
  return different;
}

const wanted = new Map([...(await documents()), ...(await monitoringFiles())]);
const different = await stale(wanted);
if (process.argv.includes('--check')) {
  if (different.length > 0) {
    console.error(
      `These files are not what the contracts and metrics say: ${different.join(', ')}. Run npm run generate.`,
    );
    process.exit(1);
  }
  console.log(`${wanted.size} generated files are up to date`);
} else {
  for (const folder of Object.values(FOLDERS)) await rm(folder, { recursive: true, force: true });
  for (const [file, text] of wanted) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  console.log(`${wanted.size} files written, ${different.length} of them changed`);
}
process.exit(0);
