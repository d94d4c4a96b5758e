// Puts the pure specs of one app's domain into one file, within Stryker's copy: what they import is loaded once for each
// mutant, and once for all of them. Those that try many cases come last, for the others are quick to notice.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const domain = `apps/${process.env.MUTATION_APP}/src/domain`;
const specs = globSync(`${domain}/**/*.unit.spec.ts`).map((path) => ({
  path: relative(domain, path),
  slow: readFileSync(path, 'utf8').includes("from 'fast-check'"),
}));
specs.sort((a, b) => Number(a.slow) - Number(b.slow) || a.path.localeCompare(b.path));
const imports = specs.map(({ path }) => `import './${path.replace(/\.ts$/, '.js')}';\n`);
writeFileSync(`${domain}/every.mutation.spec.ts`, imports.join(''));
