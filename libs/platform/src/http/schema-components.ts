import { z } from 'zod';

type Json = Record<string, unknown>;

/** Schemas that have a name, as they stand under `components/schemas`. */
const components = new Map<string, Json>();

/** The schema as OpenAPI 3.1 has it: a reference when it has a name, with all it refers to registered. */
export function openApiSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const {
    $schema: _,
    $defs = {},
    id: __,
    ...json
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & {
    $defs?: Record<string, Json>;
  };
  for (const [name, definition] of Object.entries($defs)) components.set(name, rewritten(definition));
  const name = z.globalRegistry.get(schema)?.id;
  if (name === undefined) return rewritten(json);
  // One that is also referred to from within stands among the definitions, and is itself but a reference to it.
  if (!(name in $defs)) components.set(name, rewritten(json));
  return { $ref: `#/components/schemas/${name}` };
}

/** Every named schema that was asked for so far, and what they refer to. */
export const schemaComponents = (): Record<string, Json> =>
  Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1)));

function rewritten(json: Json): Json {
  return JSON.parse(
    JSON.stringify(json, (key, value: unknown) =>
      key === 'id' && typeof value === 'string' ? undefined : value,
    ).replaceAll('#/$defs/', '#/components/schemas/'),
  ) as Json;
}
