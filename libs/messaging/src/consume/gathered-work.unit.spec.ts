import { describe, expect, it } from '@jest/globals';
import type { InboundMessage } from '../transport/transport.js';
import type { PoisonReason } from './subscription.js';
import { GatheredWork, type Work } from './work.js';

const message = (key: string) => ({ key }) as InboundMessage;
const POISON: PoisonReason = { code: 'poison', detail: 'Never' };

/** Finds messages named poison poisonous, and fails over any named bug. */
class Recorder implements Work {
  readonly attemptSize = 10;
  readonly byKey = true;
  readonly attempts: string[] = [];

  async attempt(messages: readonly InboundMessage[]): Promise<Map<number, PoisonReason>> {
    const keys = messages.map(({ key }) => key);
    this.attempts.push(keys.join(' '));
    if (keys.includes('bug')) throw new Error('A bug');
    return new Map(keys.flatMap((key, i) => (key === 'poison' ? [[i, POISON] as const] : [])));
  }
}

describe('Partitions that share their transactions', () => {
  it('are each told of their own poison', async () => {
    const recorder = new Recorder();
    const work = new GatheredWork(recorder);
    const [first, second] = await Promise.all([
      work.attempt([message('a'), message('poison')]),
      work.attempt([message('b'), message('c'), message('poison')]),
    ]);
    expect(recorder.attempts).toEqual(['a poison b c poison']);
    expect([first, second]).toEqual([new Map([[1, POISON]]), new Map([[2, POISON]])]);
  });

  it('do not fail for each other', async () => {
    const recorder = new Recorder();
    const work = new GatheredWork(recorder);
    const results = await Promise.allSettled([
      work.attempt([message('a')]),
      work.attempt([message('b'), message('bug')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(recorder.attempts).toEqual(['a b bug', 'a', 'b bug']);
  });

  it('leave the replay of a dead letter to itself', async () => {
    const recorder = new Recorder();
    const work = new GatheredWork(recorder);
    const replaying = { close: () => Promise.resolve() };
    await Promise.all([work.attempt([message('a')]), work.attempt([message('b')], { replaying })]);
    expect(recorder.attempts.toSorted()).toEqual(['a', 'b']);
  });
});
