import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Problem } from '#contracts';
import type { FastifyInstance } from 'fastify';
import { servesOpenly } from '../security/route-rules.js';
import { openApiSchema, schemaComponents } from './schema-components.js';

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
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: BEARER }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith(`/${options.prefix}/`));
  for (const [, path] of paths) {
    for (const operation of [path.get, path.put, path.post, path.delete]) addAccessProblems(operation);
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
  const responses = Object.fromEntries(
    ACCESS_PROBLEMS.map(({ name, description }) => [name, problem(description)]),
  );
  return {
    ...document,
    paths: used,
    components: {
      ...document.components,
      schemas: referenced({ used, responses }) as never,
      responses: responses as never,
    },
  };
}

const BEARER =
  'An API key, or a JWT of the OpenID Connect issuer that the service trusts. The scope that an operation needs stands in ' +
  'its `security`; `x-location` says what it means to a caller who is bound to locations. See docs/security.md.';

/** What every operation that asks for a scope may answer, whoever asks. */
const ACCESS_PROBLEMS = [
  { status: '401', name: 'Unauthenticated', description: '`unauthenticated`' },
  { status: '403', name: 'Forbidden', description: '`forbidden`' },
  { status: '429', name: 'RateLimited', description: '`rate_limited`' },
] as const;

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: openApiSchema(Problem, 'output') } },
});

function addAccessProblems(operation: Operation | undefined): void {
  if (operation?.security === undefined) return;
  for (const { status, name, description } of ACCESS_PROBLEMS) {
    const own = operation.responses[status] as { description: string } | undefined;
    if (own === undefined) operation.responses[status] = { $ref: `#/components/responses/${name}` };
    else if (!own.description.includes(description)) own.description += `, ${description}`;
  }
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Serves the document at `<prefix>/openapi.json` and a page to read it at `<prefix>/docs`. */
export function mountDocs(app: INestApplication, options: DocsOptions): void {
  const server = app.getHttpAdapter().getInstance() as FastifyInstance;
  for (const path of ['docs', 'openapi.json', 'openapi.yaml'])
    servesOpenly(server, `/${options.prefix}/${path}`);
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
