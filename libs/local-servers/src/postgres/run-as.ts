import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './binaries.js';

/** How PostgreSQL's programs are started: as which user, and through which command. */
export interface RunAs {
  /** Put before the program and its arguments; often empty. */
  readonly prefix: readonly string[];
  /** What `child_process.spawn` changes to; both or none. */
  readonly ids: { readonly uid?: number; readonly gid?: number };
  /** Who owns PostgreSQL's files; `undefined` when that is simply the current user. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

const run = promisify(execFile);
const CAP_DAC_READ_SEARCH = 2n;

/**
 * PostgreSQL refuses to run as root. So root hands it to `owner` (of data that exists), else to the user `postgres`,
 * else to `nobody`.
 *
 * A clone may lie where no such user can go (/root, or a folder of `mktemp -d`). Then that user is given one
 * capability of root's, to pass through folders that are closed to it, and nothing else of root's.
 */
export async function chooseUser(
  binaries: PostgresBinaries,
  dataDir: string,
  owner?: { uid: number; gid: number },
): Promise<RunAs> {
  if (process.getuid?.() !== 0) return confirm({ prefix: [], ids: {} }, binaries, dataDir);

  const user = owner !== undefined && owner.uid !== 0 ? owner : await serviceUser();
  const plain: RunAs = { prefix: [], ids: user, owner: user };
  if ((await whyNot(plain, binaries, dataDir)) === undefined) return plain;

  return confirm({ prefix: passThroughClosedFolders(user), ids: {}, owner: user }, binaries, dataDir);
}

/** The command and arguments that start the program so. */
export function commandFor({ prefix }: RunAs, program: string, args: readonly string[]): [string, string[]] {
  const [first = program, ...rest] = [...prefix, program, ...args];
  return [first, rest];
}

async function confirm(runAs: RunAs, binaries: PostgresBinaries, dataDir: string): Promise<RunAs> {
  const reason = await whyNot(runAs, binaries, dataDir);
  if (reason === undefined) return runAs;
  const advice =
    runAs.owner === undefined
      ? 'Run "npm rebuild" (install scripts must be allowed to run)'
      : `As root, PostgreSQL runs as user id ${runAs.owner.uid}, which must be able to reach ${binaries.postgres} ` +
        `and ${dataDir}. Start Shelfstream as an ordinary user, move it to a folder that everyone may enter, ` +
        'install util-linux (for setpriv)';
  throw new Error(
    `PostgreSQL cannot be run here: ${reason}. ${advice}, or set DATABASE_URL to a server of yours.`,
  );
}

/** Tries it: enters the data folder and starts the program. What went wrong, or nothing. */
async function whyNot(
  runAs: RunAs,
  binaries: PostgresBinaries,
  dataDir: string,
): Promise<string | undefined> {
  const script = 'cd "$1" && "$2" --version && "$3" --version';
  const [command, args] = commandFor(runAs, '/bin/sh', [
    ...['-c', script, 'sh', dataDir, binaries.postgres, binaries.initdb],
  ]);
  try {
    await run(command, args, { ...runAs.ids, cwd: '/' });
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr?.trim() || message).split('\n')[0]?.replace(/\.$/, '');
  }
}

async function serviceUser(): Promise<{ uid: number; gid: number }> {
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // No such user; try the next.
    }
  }
  return { uid: 65534, gid: 65534 };
}

function passThroughClosedFolders({ uid, gid }: { uid: number; gid: number }): string[] {
  // Reading is enough: its own files are its own. But containers usually leave root only the wider capability.
  const capability = holds(CAP_DAC_READ_SEARCH) ? 'dac_read_search' : 'dac_override';
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    // Without this bit access(2), by which initdb looks for its files, would ignore the capability.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
  ];
}

function holds(capability: bigint): boolean {
  try {
    const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
    return ((BigInt(`0x${effective}`) >> capability) & 1n) === 1n;
  } catch {
    return false;
  }
}
