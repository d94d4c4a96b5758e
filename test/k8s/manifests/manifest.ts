import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** One object of Kubernetes, as far as all of them are alike. What a spec reads of one, it names itself. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

export const nameOf = ({ kind, metadata }: Manifest): string => `${kind}/${metadata.name}`;

const FOLDER = process.env['SHELFSTREAM_K8S_MANIFESTS'] ?? '';

/** The kustomizations that `npm run check:k8s` has built. */
export const KUSTOMIZATIONS: readonly string[] = readdirSync(FOLDER).map((file) => file.replace('.yaml', ''));

export const built = (name: string): Manifest[] =>
  manifestsIn(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8'));

export function manifestsIn(text: string): Manifest[] {
  return parseAllDocuments(text, { merge: true })
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}

/** A copy in which one manifest is another. */
export function changed(
  manifests: readonly Manifest[],
  name: string,
  change: (manifest: Json) => void,
): Manifest[] {
  const copies = structuredClone(manifests) as Manifest[];
  const found = copies.find((manifest) => nameOf(manifest).startsWith(name));
  if (found === undefined) throw new Error(`There is no ${name}`);
  change(found as Json);
  return copies;
}

/** Something read from YAML, whose fields are looked at one by one. */
export interface Json {
  [field: string]: unknown;
}

/** The value at a path such as "spec.template.spec"; undefined when there is none. */
export function at<T>(value: unknown, path: string): T | undefined {
  return path
    .split('.')
    .reduce<unknown>((part, field) => (part as Json | null | undefined)?.[field], value) as T | undefined;
}
