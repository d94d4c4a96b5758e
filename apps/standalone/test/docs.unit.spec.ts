import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Every page that we have written ourselves. */
const pages = globSync('**/*.md', { cwd: ROOT, exclude: ['**/node_modules', 'dist', '.*/**'] })
  .map((path) => path.split(sep).join('/'))
  .sort();

/** A page without its code, in which brackets mean other things. */
const textOf = (path: string): string =>
  readFileSync(join(ROOT, path), 'utf8')
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/^ {4}.*$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');

/** What a heading is called in an address, as GitHub and most others have it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const anchorsOf = (path: string): Set<string> =>
  new Set(
    [
      ...readFileSync(path, 'utf8')
        .replaceAll(/^```[\s\S]*?^```/gm, '')
        .matchAll(/^#{1,6} +(.+)$/gm),
    ].map(([, heading]) => anchorOf(heading!)),
  );

/** Links and pictures of a page that lead to something of ours. */
const linksOf = (path: string): string[] =>
  [...textOf(path).matchAll(/\]\(\s*<?([^)\s>]+)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target));

describe('The book', () => {
  it.each(pages)('%s leads nowhere that is not there', (page) => {
    const broken = linksOf(page).filter((target) => {
      const [path, anchor] = target.split('#') as [string, string?];
      const file = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
      if (relative(ROOT, file).startsWith('..') || !existsSync(file)) return true;
      if (anchor === undefined) return false;
      return !statSync(file).isFile() || !anchorsOf(file).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('tells of every page in docs/ on the page that it begins with', () => {
    const told = new Set(linksOf('docs/README.md').map((target) => join('docs', target.split('#')[0]!)));
    const untold = pages.filter(
      (page) =>
        page.startsWith('docs/') && !/^docs\/(README\.md|adr\/\d|reference\/)/.test(page) && !told.has(page),
    );
    expect(untold).toEqual([]);
  });
});
