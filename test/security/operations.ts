import { readdirSync, readFileSync } from 'node:fs';
import type { Scope } from '#platform';

/** One operation of the OpenAPI documents, as far as it matters who calls it. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly scopes: readonly Scope[];
  /** See `LocationRule`; `none` where callers who are bound to locations are refused. */
  readonly location: string;
  readonly pathParameters: readonly { readonly name: string; readonly uuid: boolean }[];
  readonly hasBody: boolean;
}

interface Document {
  readonly paths: Record<string, Record<string, Described>>;
}

interface Described {
  readonly security?: readonly Record<string, Scope[]>[];
  readonly 'x-location'?: string;
  readonly parameters?: readonly { name: string; in: string; schema?: { format?: string } }[];
  readonly requestBody?: unknown;
}

const REFERENCE = new URL('../../docs/reference/', import.meta.url);

/** Every operation of every service, from the reference, which CI holds to what the services say. */
export const operations = (): Operation[] =>
  readdirSync(REFERENCE)
    .filter((name) => name.endsWith('.openapi.json'))
    .flatMap((name) => operationsIn(JSON.parse(readFileSync(new URL(name, REFERENCE), 'utf8')) as Document));

export function operationsIn(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      scopes: (described.security ?? []).flatMap(({ bearer = [] }) => bearer),
      location: described['x-location'] ?? 'undeclared',
      pathParameters: (described.parameters ?? [])
        .filter((parameter) => parameter.in === 'path')
        .map(({ name, schema }) => ({ name, uuid: schema?.format === 'uuid' })),
      hasBody: described.requestBody !== undefined,
    })),
  );
}

/** Where a request is to say which location it is about. */
export interface Aim {
  readonly rule: string;
  readonly locationId: string;
}

/** A request of the operation that is well-formed as far as its door looks; what lies behind may find fault with it. */
export function requestOf(operation: Operation, aim?: Aim): { path: string; init: RequestInit } {
  const [part, ...rest] = (aim?.rule ?? '').split('.');
  const field = rest.join('.');
  let { path } = operation;
  for (const { name, uuid } of operation.pathParameters) {
    const aimed = part === 'params' && field === name ? aim!.locationId : undefined;
    path = path.replace(`{${name}}`, aimed ?? (uuid ? '01940000-0000-7000-8000-000000000001' : 'nothing'));
  }
  if (part === 'query') path += `?${field.replace('[]', '')}=${aim!.locationId}`;
  if (!operation.hasBody) return { path, init: { method: operation.method } };
  const body = part === 'body' ? put(field.split('.'), aim!.locationId) : {};
  return {
    path,
    init: {
      method: operation.method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  };
}

/** A body that holds the value at a path such as `lines[].locationId`. */
function put([step, ...rest]: string[], value: string): unknown {
  if (step === undefined) return value;
  const below = put(rest, value);
  return step.endsWith('[]') ? { [step.slice(0, -2)]: [below] } : { [step]: below };
}
