/**
 * Every named place at which a test may stop or kill the process, to prove that nothing is lost or doubled there.
 * Nothing happens at them unless a test sets an action, or `SHELFSTREAM_FAILPOINTS` names them (comma-separated):
 * then the process kills itself on the spot, as a power cut would. `relay.published@3` kills at the third passing.
 */
export const FAILPOINTS = {
  'batch.locked': "inventory's batch holds its locks, and nothing is decided yet",
  'transaction.written': 'a transaction has written all it has to, and is not committed',
  'transaction.committed': 'a transaction is committed, and nobody is told yet',
  'relay.read': "the relay has read a chunk of the outbox, and the broker doesn't have it",
  'relay.published': "the relay's chunk is with the broker, and still in the outbox",
  'relay.removed': "the relay's chunk is with the broker, and gone from the outbox",
  'consumption.received': 'messages are here, and nothing is done about them',
  'consumption.handled': "a batch's effects are committed, its offset is not",
} as const;

export type Failpoint = keyof typeof FAILPOINTS;

type Action = () => Promise<void> | void;

const actions = new Map<Failpoint, Action>();

for (const entry of (process.env['SHELFSTREAM_FAILPOINTS'] ?? '').split(',')) {
  const [name = '', passing = '1'] = entry.split('@');
  if (name === '') continue;
  if (!(name in FAILPOINTS)) {
    throw new Error(
      `SHELFSTREAM_FAILPOINTS names "${name}"; there are ${Object.keys(FAILPOINTS).join(', ')}.`,
    );
  }
  let left = Number(passing);
  actions.set(name as Failpoint, () => {
    left -= 1;
    if (left <= 0) process.kill(process.pid, 'SIGKILL');
  });
}

/** Sets what happens at the failpoint; the returned function takes it back. */
export function setFailpoint(name: Failpoint, action: Action): () => void {
  actions.set(name, action);
  return () => actions.delete(name);
}

/** Marks the place. Costs the look at an empty map's size; where it answers a promise, that is to be awaited. */
export function failpoint(name: Failpoint): Promise<void> | void {
  return actions.size === 0 ? undefined : actions.get(name)?.();
}
