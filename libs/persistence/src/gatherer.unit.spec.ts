import { describe, expect, it } from '@jest/globals';
import { Gatherer } from './gatherer.js';

/** Notes what ran together. Each run ends in a later turn of the event loop; `fail` says which runs come to nothing. */
function bench(fail: (together: readonly string[]) => Error | undefined = () => undefined) {
  const runs: string[][] = [];
  const gatherer = new Gatherer<string, string>({
    most: 4,
    run: async (together) => {
      runs.push([...together]);
      await new Promise((resolve) => setTimeout(resolve, 1));
      const error = fail(together);
      if (error !== undefined) throw error;
      return together.map((work) => `${work} done`);
    },
  });
  return { runs, gatherer };
}

describe('Work that arrives at the same time', () => {
  it('shares one transaction, up to a limit, in the order of arrival', async () => {
    const { runs, gatherer } = bench();
    const results = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((work) => gatherer.add(work)));
    expect(results).toEqual(['a done', 'b done', 'c done', 'd done', 'e done']);
    expect(runs).toEqual([['a', 'b', 'c', 'd'], ['e']]);
  });

  it('waits for the work before it, and goes on by itself', async () => {
    const { runs, gatherer } = bench();
    const first = gatherer.add('a');
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, gatherer.add('b'), gatherer.add('c')]);
    await gatherer.add('d');
    expect(runs).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('is not harmed by a neighbour that cannot be done', async () => {
    const { runs, gatherer } = bench((together) =>
      together.includes('bad') ? new Error('bad is bad') : undefined,
    );
    const results = await Promise.allSettled(['a', 'bad', 'c', 'd'].map((work) => gatherer.add(work)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(runs).toEqual([['a', 'bad', 'c', 'd'], ['a', 'bad'], ['a'], ['bad'], ['c', 'd']]);
    await gatherer.add('e');
  });

  it('fails as a whole when the database is away: nobody is at fault', async () => {
    const { runs, gatherer } = bench(() => Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
    const results = await Promise.allSettled(['a', 'b'].map((work) => gatherer.add(work)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(runs).toEqual([['a', 'b']]);
  });
});
