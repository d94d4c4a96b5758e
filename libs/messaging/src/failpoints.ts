/**
 * Named places at which a test may stop or kill the process, to prove that nothing is lost or doubled there.
 * Nothing happens at them unless a test sets an action, or `SHELFSTREAM_FAILPOINTS` names them (comma-separated):
 * then the process kills itself on the spot.
 */
export type Failpoint =
  /** The relay's chunk is with the broker, and still in the outbox. */
  | 'relay.published'
  /** A batch's effects are committed, its offset is not. */
  | 'consumption.handled';

const actions = new Map<Failpoint, () => Promise<void> | void>();

for (const name of (process.env.SHELFSTREAM_FAILPOINTS ?? '').split(',')) {
  if (name !== '') actions.set(name as Failpoint, () => void process.kill(process.pid, 'SIGKILL'));
}

/** Sets what happens at the failpoint; the returned function takes it back. */
export function setFailpoint(name: Failpoint, action: () => Promise<void> | void): () => void {
  actions.set(name, action);
  return () => actions.delete(name);
}

/** Marks the place; costs one map lookup. */
export function failpoint(name: Failpoint): Promise<void> | void {
  return actions.get(name)?.();
}
