import { readFileSync } from 'node:fs';
import ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Manifest, nameOf } from './manifest.js';

interface Schemas {
  readonly $defs: Readonly<Record<string, object>>;
  readonly kinds: Readonly<Record<string, string>>;
}

const schemas = JSON.parse(readFileSync(process.env['SHELFSTREAM_K8S_SCHEMAS'] ?? '', 'utf8')) as Schemas;
/** Patterns are written for Go, which takes flags within them. */
const goRegExp = Object.assign(
  (pattern: string, flags: string) =>
    pattern.includes('(?i)')
      ? new RegExp(pattern.replace('(?i)', ''), `${flags}i`)
      : new RegExp(pattern, flags),
  { code: 'goRegExp' },
);
const validator = new ajv2020.Ajv2020({
  strict: false,
  allErrors: true,
  validateFormats: false,
  code: { regExp: goRegExp },
});
validator.addSchema({ $id: 'k8s', $defs: schemas.$defs });
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with the manifests' shape: fields that their kind does not have, values of a wrong type. */
export const misshapen = (manifests: readonly Manifest[]): string[] => manifests.flatMap(faultsOf);

function faultsOf(manifest: Manifest): string[] {
  const kind = `${manifest.apiVersion}/${manifest.kind}`;
  const definition = schemas.kinds[kind];
  if (definition === undefined) return [`${nameOf(manifest)}: nobody defines ${kind}`];
  let validate = compiled.get(definition);
  if (validate === undefined) {
    const pointer = definition.replaceAll('~', '~0').replaceAll('/', '~1');
    validate = validator.compile({ $ref: `k8s#/$defs/${pointer}` });
    compiled.set(definition, validate);
  }
  return validate(manifest)
    ? []
    : (validate.errors ?? []).map((error) => `${nameOf(manifest)}${said(error)}`);
}

const said = ({ instancePath, message, params }: ErrorObject): string => {
  const { additionalProperty } = params as { additionalProperty?: string };
  return `${instancePath}: ${additionalProperty === undefined ? message : `has no field ${additionalProperty}`}`;
};
