import { Body, Injectable, Param, type PipeTransform, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ProblemException } from '../problems/problem-exception.js';

/** How many faults of one request are told at once. */
const MAX_FAULTS = 50;

/** The request's body, checked: otherwise 400 `invalid_request` with the fault of each field. */
export const ValidBody = (schema: z.ZodType): ParameterDecorator => Body(new SchemaPipe(schema, 'body'));

/** The query parameters, checked; one that the route does not know is refused, for it is a typing error. */
export const ValidQuery = (schema: z.ZodType): ParameterDecorator =>
  Query(new SchemaPipe(strict(schema), 'query'));

/** The parameters of the path, checked. */
export const ValidParams = (schema: z.ZodType): ParameterDecorator => Param(new SchemaPipe(schema, 'path'));

/** `lines[0].quantity`, as the problem's `errors` name a field. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

@Injectable()
class SchemaPipe implements PipeTransform {
  constructor(
    private readonly schema: z.ZodType,
    private readonly part: 'body' | 'query' | 'path',
  ) {}

  transform(value: unknown): unknown {
    const result = this.schema.safeParse(value);
    if (result.success) return result.data;
    const errors = result.error.issues
      .slice(0, MAX_FAULTS)
      .map((issue) => ({ path: fieldPath(issue.path), message: issue.message }));
    const [first] = errors;
    const where =
      first === undefined || first.path === '' ? `the ${this.part}` : `"${first.path}" in the ${this.part}`;
    throw new ProblemException({
      status: 400,
      code: 'invalid_request',
      detail:
        value === undefined && this.part === 'body'
          ? 'The request has no body. Send one as JSON, with the header "Content-Type: application/json".'
          : `Correct ${where} and send the request again: ${first?.message ?? 'it is invalid'}.`,
      errors,
    });
  }
}

function strict(schema: z.ZodType): z.ZodType {
  return 'strict' in schema && typeof schema.strict === 'function'
    ? (schema as z.ZodObject).strict()
    : schema;
}
