import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { schemaComponents } from './schema-components.js';

export interface DocsOptions {
  /** Where the service's routes begin: "inventory/v1". */
  readonly prefix: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

/** The OpenAPI 3.1 document of one service, of all that the app serves. */
export function openApiDocument(app: INestApplication, options: DocsOptions): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle(options.title)
    .setDescription(options.description)
    .setVersion(options.version)
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith(`/${options.prefix}/`));
  for (const [, path] of paths) {
    if (path.post === undefined) continue;
    path.post.parameters = [
      ...(path.post.parameters ?? []),
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        description: 'A success is answered again under the same key, for 7 days.',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
    ];
  }
  const used = Object.fromEntries(paths);
  return {
    ...document,
    paths: used,
    components: { ...document.components, schemas: referenced(used) as never },
  };
}

/** Serves the document at `<prefix>/openapi.json` and a page to read it at `<prefix>/docs`. */
export function mountDocs(app: INestApplication, options: DocsOptions): void {
  SwaggerModule.setup(`${options.prefix}/docs`, app, () => openApiDocument(app, options), {
    jsonDocumentUrl: `${options.prefix}/openapi.json`,
    yamlDocumentUrl: `${options.prefix}/openapi.yaml`,
    customSiteTitle: options.title,
  });
}

/** Of all named schemas, those that the paths refer to, and those that these refer to. */
function referenced(paths: unknown): Record<string, unknown> {
  const all = schemaComponents();
  const used: Record<string, unknown> = {};
  const visit = (json: unknown): void => {
    for (const [, name] of JSON.stringify(json).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || name in used || !(name in all)) continue;
      used[name] = all[name];
      visit(all[name]);
    }
  };
  visit(paths);
  return used;
}
