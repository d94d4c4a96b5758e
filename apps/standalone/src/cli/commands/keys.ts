import { type Command, InvalidArgumentError, Option } from 'commander';
import { isRoleName, isScope, ROLES, type RoleName, type Scope, SCOPES } from '#platform';
import { CliError } from '../errors.js';
import { createKey, revokeKey, rotateKey, stateOf, type WithSecret } from '../keys/edit-keys.js';
import { KeyStore } from '../keys/key-store.js';
import { table } from '../report/table.js';

const DEFAULT_FILE = 'api-keys.json';

interface CreateOptions {
  file: string;
  role?: RoleName[];
  scope?: (Scope | '*')[];
  location?: string[];
  allLocations?: boolean;
  expires?: number;
}

/** Adds `keys create`, `list`, `rotate` and `revoke`: the API keys in the file that services read. */
export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('API keys: who may call. Edits the key file that services read; no service needs to run');

  keyCommand(keys, 'create', 'Make a key; its secret is written to stdout, once')
    .argument('<name>', 'whose it is, such as "tills of store 355"')
    .option('--role <role>', `what it is for: ${Object.keys(ROLES).join(', ')}; repeatable`, roles)
    .option('--scope <scope>', 'a single scope, such as stock:read; repeatable', scopes)
    .option('--location <id>', 'bind it to this location; repeatable', texts)
    .option('--all-locations', 'bind a till or an associate to no location at all')
    .option('--expires <duration>', 'it ends after so long, such as 90d', duration)
    .addHelpText('after', `\nRoles:\n${rolesHelp()}\n\nScopes:\n  ${SCOPES.join(' ')}`)
    .action((name: string, options: CreateOptions) => {
      const store = new KeyStore(options.file);
      const isNew = !store.exists;
      const made = store.edit((all) => createKey(all, wishOf(name, options), new Date()));
      tellSecret(made);
      const whatNow = isNew
        ? `Start services with API_KEYS_FILE=${store.path}`
        : 'Services take it within a second';
      console.error(`Kept in ${store.path}, as a hash. ${whatNow}.`);
    });

  keyCommand(keys, 'list', 'Show the keys, without their secrets, which nobody knows').action(
    ({ file }: { file: string }) => {
      const now = new Date();
      const all = new KeyStore(file).read();
      if (all.length === 0) {
        console.log('No keys.');
        return;
      }
      console.log(
        table(
          ['id', 'name', 'may', 'at', 'state', 'made'],
          all.map((key) => [
            key.id,
            key.name,
            [...key.roles, ...key.scopes].join(' '),
            key.locations?.join(' ') ?? 'everywhere',
            stateOf(key, now),
            key.createdAt.slice(0, 10),
          ]),
        ),
      );
    },
  );

  keyCommand(
    keys,
    'rotate',
    'Give a key a new secret, written to stdout, once; the old one goes on for a while',
  )
    .argument('<id>', 'from keys list')
    .option(
      '--overlap <duration>',
      'how long the old secret goes on; 0 ends it at once',
      duration,
      86_400_000,
    )
    .action((id: string, { file, overlap }: { file: string; overlap: number }) => {
      const made = new KeyStore(file).edit((all) => rotateKey(all, id, overlap, new Date()));
      tellSecret(made);
      const until = new Date(Date.now() + overlap).toISOString().slice(0, 16);
      console.error(overlap === 0 ? 'The old secret has ended.' : `The old secret is good until ${until}Z.`);
    });

  keyCommand(keys, 'revoke', 'End a key within a second, all its secrets')
    .argument('<id>', 'from keys list')
    .action((id: string, { file }: { file: string }) => {
      const { key } = new KeyStore(file).edit((all) => revokeKey(all, id, new Date()));
      console.log(`Revoked ${key.id} "${key.name}". Services refuse it within a second of seeing the file.`);
    });
}

const keyCommand = (parent: Command, name: string, description: string): Command =>
  parent
    .command(name)
    .description(description)
    .addOption(new Option('--file <path>', 'the key file').env('API_KEYS_FILE').default(DEFAULT_FILE));

function wishOf(name: string, options: CreateOptions) {
  const { role = [], scope = [], location, allLocations = false, expires } = options;
  if (name.trim() === '' || name.length > 100) throw new CliError('The name takes 1 to 100 characters.');
  if (role.length + scope.length === 0)
    throw new CliError('Say what it may do: --role or --scope. --help lists them.');
  if (location !== undefined && allLocations)
    throw new CliError('Give --location or --all-locations, not both.');
  const bound = role.find((each) => ROLES[each].bound);
  if (bound !== undefined && location === undefined && !allLocations) {
    throw new CliError(`A key for the role ${bound} is for a place: give --location, or --all-locations.`);
  }
  return {
    name: name.trim(),
    roles: role,
    scopes: scope,
    locations: location,
    expiresAt: expires === undefined ? undefined : new Date(Date.now() + expires),
  };
}

/** The secret alone goes to stdout, so that a script can take it from there. */
function tellSecret({ key, token }: WithSecret): void {
  console.error(`Key ${key.id} "${key.name}". This is shown once and kept nowhere:`);
  console.log(token);
}

const roles = (text: string, before: RoleName[] = []): RoleName[] => {
  if (!isRoleName(text)) throw new InvalidArgumentError(`Roles are ${Object.keys(ROLES).join(', ')}.`);
  return [...before, text];
};

const scopes = (text: string, before: (Scope | '*')[] = []): (Scope | '*')[] => {
  if (!isScope(text)) throw new InvalidArgumentError('--help lists the scopes.');
  return [...before, text];
};

const texts = (text: string, before: string[] = []): string[] => {
  if (text.length < 1 || text.length > 64) throw new InvalidArgumentError('An id has 1 to 64 characters.');
  return [...before, text];
};

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function duration(text: string): number {
  const match = /^(\d{1,6})([smhd])$/.exec(text);
  if (text === '0') return 0;
  if (match === null) throw new InvalidArgumentError('Give it as 30m, 24h or 90d.');
  return Number(match[1]) * UNITS[match[2]!]!;
}

const rolesHelp = (): string =>
  Object.entries(ROLES)
    .map(([name, { description }]) => `  ${name.padEnd(18)} ${description}`)
    .join('\n');
