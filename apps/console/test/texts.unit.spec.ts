import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../src/', import.meta.url));
const LANGUAGES = ['en', 'zh-CN'] as const;

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).map((path) =>
  path.split(sep).join('/'),
);
const read = (path: string) => readFileSync(join(SOURCE, path), 'utf8');

/** The namespace of a folder is its name; `shared/i18n/common.<language>.json` is `common`. */
const namespaces = new Map<string, string>([
  ['common', 'shared/i18n/common.LANGUAGE.json'],
  ...files
    .filter((path) => path.endsWith('/en.json'))
    .map((path): [string, string] => {
      const folder = dirname(path);
      return [folder.split('/').at(-1)!, `${folder}/LANGUAGE.json`];
    }),
]);

/** Every key with its text; the forms of a plural count as one. */
function textsOf(namespace: string, language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.set(path.replace(/_(zero|one|two|few|many|other)$/, ''), value);
    else
      for (const [key, inner] of Object.entries(value as object))
        visit(inner, path === '' ? key : `${path}.${key}`);
  };
  visit(JSON.parse(read(namespaces.get(namespace)!.replace('LANGUAGE', language))), '');
  return texts;
}

const english = new Map([...namespaces.keys()].map((name) => [name, textsOf(name, 'en')]));
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();

interface Use {
  readonly file: string;
  readonly namespace: string;
  /** A whole key, or the beginning of one whose rest is a variable. */
  readonly key: string;
  readonly whole: boolean;
}

/** What the code asks for: `t('key')`, `t('namespace:key')`, t(`beginning.${of}`) and `i18nKey="key"`. */
function usesIn(file: string): Use[] {
  const code = read(file);
  const [, namespace = 'common'] = /useTranslation\('([\w-]+)'\)/.exec(code) ?? [];
  const asked = [
    ...[...code.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => ({ key: key!, whole: true })),
    ...[...code.matchAll(/\bi18nKey="([^"]+)"/g)].map(([, key]) => ({ key: key!, whole: true })),
    ...[...code.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map(([, key]) => ({ key: key!, whole: false })),
  ];
  return asked.map(({ key, whole }) => {
    const [first, rest] = key.includes(':') ? key.split(':') : [namespace, key];
    return { file, namespace: first!, key: rest!, whole };
  });
}

describe('The texts of the console', () => {
  it.each([...namespaces.keys()])('are the same in both languages: %s', (namespace) => {
    const [en, chinese] = LANGUAGES.map((language) => textsOf(namespace, language));
    expect([...chinese!.keys()].sort()).toEqual([...en!.keys()].sort());
    for (const [key, text] of en!) {
      expect({ key, uses: placeholders(chinese!.get(key)!) }).toEqual({ key, uses: placeholders(text) });
      expect(text.trim()).not.toBe('');
      expect(chinese!.get(key)!.trim()).not.toBe('');
    }
  });

  const sources = files.filter(
    (path) => /\.tsx?$/.test(path) && !path.includes('.spec.') && !path.startsWith('server/'),
  );
  const uses = sources.flatMap(usesIn);

  it('are there for every place that asks for one', () => {
    const missing = uses.filter(({ namespace, key, whole }) => {
      const keys = [...(english.get(namespace)?.keys() ?? [])];
      return !keys.some((known) => (whole ? known === key : known.startsWith(key)));
    });
    expect(missing.map(({ file, namespace, key }) => `${relative('.', file)}: ${namespace}:${key}`)).toEqual(
      [],
    );
  });

  /** Every text in quotes, and the beginning of every template: a key may be put together before it is asked for. */
  const quoted = new Set<string>();
  const beginnings = new Set<string>();
  for (const code of sources.map(read)) {
    for (const [, text] of code.matchAll(/['"]((?:[\w-]+:)?[\w.-]+)['"]/g))
      quoted.add(text!.split(':').at(-1)!);
    for (const [, text] of code.matchAll(/`(?:[\w-]+:)?([\w.-]+\.)\$\{/g)) beginnings.add(text!);
  }

  it('are each asked for somewhere', () => {
    const asked = (key: string) =>
      quoted.has(key) || [...beginnings].some((beginning) => key.startsWith(beginning));
    const unused = [...english].flatMap(([namespace, texts]) =>
      [...texts.keys()].filter((key) => key !== 'menu' && !asked(key)).map((key) => `${namespace}:${key}`),
    );
    expect(unused).toEqual([]);
  });
});
