import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiExtension,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiSecurity,
} from '@nestjs/swagger';
import { Problem } from '#contracts';
import type { z } from 'zod';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { LocationRule } from '../security/locations.js';
import type { AuditRule, OwnRouteConfig } from '../security/route-rules.js';
import type { Scope } from '../security/scopes.js';
import { openApiSchema } from './schema-components.js';

export interface EndpointDescription {
  readonly summary: string;
  readonly description?: string;
  /** What the caller must hold. */
  readonly scope: Scope;
  /** What it means to a caller who is bound to locations; left out, it refuses them. */
  readonly location?: LocationRule;
  /** How the audit trail keeps what this changes: each request (the default), how many there were, or nothing. */
  readonly audit?: AuditRule;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** By status; null for an answer without a body. */
  readonly responses: Readonly<Record<number, z.ZodType | null>>;
  /** Refusals that are particular to this route. */
  readonly problems?: readonly { readonly status: number; readonly code: string }[];
  /** `transactional`: the handler keeps its answer in its own transaction and returns a `Replayable`. */
  readonly idempotency?: 'transactional';
}

/** Describes a route for OpenAPI, from the very schemas that check it. */
export function Endpoint(endpoint: EndpointDescription): MethodDecorator {
  const { summary, description, params, query, body, responses, problems = [] } = endpoint;
  const decorators: MethodDecorator[] = [
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }) as MethodDecorator,
  ];
  const { scope, location, audit, idempotency } = endpoint;
  const config: OwnRouteConfig = {
    access: { scope, location, audit },
    ...(idempotency === undefined ? {} : { idempotency }),
  };
  decorators.push(
    RouteConfig(config) as MethodDecorator,
    ApiSecurity('bearer', [scope]) as MethodDecorator,
    ApiExtension('x-location', location ?? 'none') as MethodDecorator,
  );
  for (const { name, schema } of fields(params)) {
    decorators.push(ApiParam({ name, schema: schema as never }) as MethodDecorator);
  }
  for (const { name, schema, required } of fields(query)) {
    decorators.push(ApiQuery({ name, required, schema: schema as never }) as MethodDecorator);
  }
  if (body !== undefined) {
    decorators.push(ApiBody({ schema: openApiSchema(body, 'input') as never }) as MethodDecorator);
  }
  for (const [status, schema] of Object.entries(responses)) {
    decorators.push(
      ApiResponse({
        status: Number(status),
        description: schema === null ? 'Done' : 'Success',
        ...(schema === null ? {} : { schema: openApiSchema(schema, 'output') as never }),
      }) as MethodDecorator,
    );
  }
  for (const [status, codes] of byStatus([{ status: 400, code: 'invalid_request' }, ...problems])) {
    decorators.push(
      ApiResponse({
        status,
        description: codes.map((code) => `\`${code}\``).join(', '),
        content: { 'application/problem+json': { schema: openApiSchema(Problem, 'output') as never } },
      }) as MethodDecorator,
    );
  }
  return applyDecorators(hideParameterTypes, ...decorators);
}

/**
 * A zod schema and its type share a name, so what the compiler notes as a parameter's class is the schema. The
 * document is made from the schemas that are given here; the notes would only mislead it.
 */
const hideParameterTypes: MethodDecorator = (target, method) => {
  const types = (Reflect.getMetadata('design:paramtypes', target, method) ?? []) as unknown[];
  Reflect.defineMetadata(
    'design:paramtypes',
    types.map(() => Object),
    target,
    method,
  );
};

function fields(schema: z.ZodObject | undefined): { name: string; schema: unknown; required: boolean }[] {
  if (schema === undefined) return [];
  const json = openApiSchema(schema, 'input') as {
    properties?: Record<string, Record<string, unknown>>;
    required?: string[];
  };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    schema: property,
    required: (json.required ?? []).includes(name) && !('default' in property),
  }));
}

function byStatus(problems: readonly { status: number; code: string }[]): Map<number, string[]> {
  const codes = new Map<number, string[]>();
  for (const { status, code } of problems) codes.set(status, [...(codes.get(status) ?? []), code]);
  return codes;
}
