import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { cached } from './cache.mjs';
import { goModule } from './go-module.mjs';
import { STRIMZI, strimziDefinitions } from './strimzi.mjs';

const KUBERNETES = 'v1.33.4';
/** Go modules that ship the definitions of their custom resources, and where. */
const MODULES = [
  ['github.com/kedacore/keda/v2', 'v2.21.0', 'config/crd/bases'],
  ['github.com/cloudnative-pg/cloudnative-pg', 'v1.29.0', 'config/crd/bases'],
  ['github.com/prometheus-operator/prometheus-operator', 'v0.88.0', 'example/prometheus-operator-crd'],
];
/** Raised when what is made of them changes. */
const FORM = 1;
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/**
 * JSON schemas that refuse unknown fields, of every kind of Kubernetes and of the operators that k8s/ speaks to. Answers
 * the file: `{ $defs, kinds }`, where `kinds` leads from "apps/v1/Deployment" to the name of its definition.
 */
export async function schemas() {
  const pins = createHash('sha256').update(JSON.stringify([FORM, KUBERNETES, STRIMZI, MODULES]));
  const folder = await cached(`schemas-${pins.digest('hex').slice(0, 12)}`, async (into) => {
    console.error('Fetching the schemas of Kubernetes and its operators, once (about half a minute).');
    const own = await mkdtemp(join(tmpdir(), 'shelfstream-strimzi-'));
    const [kubernetes, , ...modules] = await Promise.all([
      goModule('k8s.io/kubernetes', KUBERNETES),
      strimziDefinitions(own),
      ...MODULES.map(([module, version]) => goModule(module, version)),
    ]);
    const swagger = readFileSync(join(kubernetes, 'api/openapi-spec/swagger.json'), 'utf8');
    const { $defs, kinds } = ofKubernetes(JSON.parse(swagger).definitions);
    const folders = [own, ...modules.map((path, i) => join(path, MODULES[i][2]))];
    for (const [kind, schema] of folders.flatMap(customKinds)) {
      $defs[kind] = schema;
      kinds[kind] = kind;
    }
    await rm(own, { recursive: true, force: true });
    writeFileSync(join(into, 'schemas.json'), JSON.stringify({ $defs, kinds }));
  });
  return join(folder, 'schemas.json');
}

function ofKubernetes(definitions) {
  const kinds = {};
  const $defs = {};
  for (const [name, definition] of Object.entries(definitions)) {
    $defs[name] = strict(definition);
    for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? [])
      kinds[[group, version, kind].filter((part) => part !== '').join('/')] = name;
  }
  $defs['io.k8s.apimachinery.pkg.api.resource.Quantity'].type = ['string', 'number'];
  return { $defs, kinds };
}

/** The schemas of the custom kinds that a folder defines, each version by itself. */
function customKinds(folder) {
  const found = [];
  for (const file of readdirSync(folder).filter((name) => /\.ya?ml$/.test(name))) {
    for (const document of parseAllDocuments(readFileSync(join(folder, file), 'utf8'))) {
      const { kind, spec } = document.toJS() ?? {};
      if (kind !== 'CustomResourceDefinition') continue;
      for (const { name, schema, served } of spec.versions) {
        if (!served) continue;
        const own = strict(schema.openAPIV3Schema);
        own.properties = {
          ...own.properties,
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          metadata: { $ref: `#/$defs/${META}` },
        };
        found.push([`${spec.group}/${name}/${spec.names.kind}`, own]);
      }
    }
  }
  return found;
}

/** What Kubernetes calls a structural schema, as a JSON schema that takes no field it does not know. */
function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const result = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key.startsWith('x-') || IGNORED.has(key)) continue;
    if (key === '$ref') result.$ref = value.replace('#/definitions/', '#/$defs/');
    else if (key === 'properties')
      result.properties = Object.fromEntries(
        Object.entries(value).map(([name, part]) => [name, strict(part)]),
      );
    else if (key === 'enum' || key === 'required') result[key] = value;
    else result[key] = strict(value);
  }
  const open = schema['x-kubernetes-preserve-unknown-fields'] || schema['x-kubernetes-embedded-resource'];
  if (result.properties && result.additionalProperties === undefined && !open)
    result.additionalProperties = false;
  if (schema['x-kubernetes-int-or-string'] || schema.format === 'int-or-string') {
    delete result.anyOf;
    delete result.oneOf;
    result.type = ['integer', 'string'];
  }
  if (schema.nullable && typeof result.type === 'string') result.type = [result.type, 'null'];
  return result;
}
const IGNORED = new Set(['description', 'default', 'example', 'format', 'nullable', 'externalDocs']);
