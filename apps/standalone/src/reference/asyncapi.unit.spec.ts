import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ajv, { type AnySchema } from 'ajv';
import ajv2020 from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { asyncApiDocument, eventSchemas } from './asyncapi.js';

type Json = Record<string, unknown>;
const schemaOfAsyncApi = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0.json'), 'utf8'),
) as AnySchema;

describe('The AsyncAPI document', () => {
  const document = asyncApiDocument() as Json;

  it('is what AsyncAPI 3.0 says that such a document is', () => {
    const validator = new ajv.Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
    ajvFormats.default(validator);
    const valid = validator.validate(schemaOfAsyncApi, document);
    expect(validator.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('refers to nothing that is not there', () => {
    const references: string[] = [];
    JSON.stringify(document, (key, value: unknown) => {
      if (key === '$ref') references.push(value as string);
      return value;
    });
    expect(references.length).toBeGreaterThan(0);
    const missing = references.filter((reference) => {
      const [root, ...path] = reference.split('/');
      const target = path.reduce<unknown>((part, name) => (part as Json | undefined)?.[name], document);
      return root !== '#' || target === undefined;
    });
    expect(missing).toEqual([]);
  });
});

describe('The JSON Schemas of the events', () => {
  it.each(Object.entries(eventSchemas()))('of %s can be used by a validator', (_, schema) => {
    const validator = new ajv2020.Ajv2020({ strict: false });
    ajvFormats.default(validator);
    expect(() => validator.compile(schema)).not.toThrow();
  });
});
