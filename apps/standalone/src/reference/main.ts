import 'reflect-metadata';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Module } from '@nestjs/common';
import { PostgresTransport } from '#messaging';
import { createHttpApp, loggingModule, openApiDocument, PlatformModule } from '#platform';
import { createServiceDataSource, docsOf } from '#service';
import { SERVICES } from '../services.js';
import { asyncApiDocument, eventSchemas } from './asyncapi.js';

/**
 * Writes docs/reference/ from the contracts: AsyncAPI, OpenAPI and JSON Schemas. With `--check` it writes nothing and
 * fails when a file is not what it would write.
 */
const ROOT = path.resolve('docs/reference');
// Named in the configuration of clients that never connect: the documents need the routes alone.
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';
// Nothing is derived or sealed here.
const SETTINGS = { PICKUP_CODE_SECRET: 'x'.repeat(32), SEALING_SECRET: 'x'.repeat(32) };

@Module({})
class ReferenceApp {}

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
  const files = new Map<string, object>();
  files.set('asyncapi.json', asyncApiDocument());
  for (const { service } of SERVICES) {
    files.set(`${service.name}.openapi.json`, openApiDocument(app, docsOf(service)));
  }
  for (const [name, schema] of Object.entries(eventSchemas())) files.set(`schemas/${name}.json`, schema);
  return new Map([...files].map(([name, json]) => [name, `${JSON.stringify(json, null, 2)}\n`]));
}

async function stale(wanted: ReadonlyMap<string, string>): Promise<string[]> {
  const names = new Set(wanted.keys());
  for (const name of await readdir(ROOT, { recursive: true }).catch(() => [])) {
    if (name.endsWith('.json')) names.add(name);
  }
  const different: string[] = [];
  for (const name of names) {
    const text = await readFile(path.join(ROOT, name), 'utf8').catch(() => undefined);
    if (text !== wanted.get(name)) different.push(name);
  }
  return different;
}

const wanted = await documents();
const different = await stale(wanted);
if (process.argv.includes('--check')) {
  if (different.length > 0) {
    console.error(
      `docs/reference is not what the contracts say: ${different.join(', ')}. Run npm run generate.`,
    );
    process.exit(1);
  }
  console.log(`docs/reference: ${wanted.size} files are up to date`);
} else {
  await rm(ROOT, { recursive: true, force: true });
  for (const [name, text] of wanted) {
    const file = path.join(ROOT, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  console.log(`docs/reference: ${wanted.size} files written, ${different.length} of them changed`);
}
process.exit(0);
