import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Secrets that services share, by the name of their setting. */
const NAMES = ['PICKUP_CODE_SECRET', 'SEALING_SECRET'] as const;
export type Secrets = Readonly<Record<(typeof NAMES)[number], string>>;

/**
 * The secrets that services share: those of the environment, else random ones that are made at the first start and kept
 * in the data folder, readable by its owner alone. Lost ones would void every pickup code that is out.
 */
export async function sharedSecrets(dataFolder: string, env: NodeJS.ProcessEnv): Promise<Secrets> {
  const file = join(dataFolder, 'secrets.json');
  const kept = await read(file);
  const secrets = Object.fromEntries(
    NAMES.map((name) => [name, kept[name] ?? randomBytes(32).toString('base64url')]),
  ) as Secrets;
  if (NAMES.some((name) => kept[name] === undefined)) {
    await mkdir(dataFolder, { recursive: true });
    await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  const given = Object.fromEntries(NAMES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  return { ...secrets, ...given };
}

async function read(file: string): Promise<Partial<Secrets>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    return JSON.parse(text) as Partial<Secrets>;
  } catch {
    throw new Error(
      `${file} is not JSON any more. Put it back from a backup, or remove it: open pickup codes are void then.`,
    );
  }
}
