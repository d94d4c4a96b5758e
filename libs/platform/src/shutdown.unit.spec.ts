import { stopInOrder } from './shutdown.js';

describe('An orderly stop', () => {
  const ends: string[] = [];
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const step = (name: string, stop: () => Promise<void> | void, withinMs = 10_000) => ({
    name,
    withinMs,
    stop: async () => {
      await stop();
      ends.push(name);
    },
  });
  beforeEach(() => void (ends.splice(0), said.splice(0)));

  it('ends each step before the next begins', async () => {
    let open = true;
    const failed = await stopInOrder(
      [
        step('HTTP', async () => {
          await new Promise(setImmediate);
          open = false;
        }),
        step('The database', () => {
          if (open) throw new Error('somebody still needed it');
        }),
      ],
      say,
    );
    expect(failed).toEqual([]);
    expect(ends).toEqual(['HTTP', 'The database']);
    expect(said).toEqual([]);
  });

  it('goes on after a step that fails or never ends, and names both', async () => {
    const failed = await stopInOrder(
      [
        step('HTTP', () => Promise.reject(new Error('a socket is stuck'))),
        step('The transport', () => new Promise(() => {}), 5),
        {
          name: 'The cache',
          withinMs: 10_000,
          stop: () => {
            throw new Error('it is gone');
          },
        },
        step('The database', () => {}),
      ],
      say,
    );
    expect(failed).toEqual(['HTTP', 'The transport', 'The cache']);
    expect(ends).toEqual(['The database']);
    expect(said).toEqual([
      'HTTP did not stop cleanly: a socket is stuck',
      'The transport did not stop within 0.005 s',
      'The cache did not stop cleanly: it is gone',
    ]);
  });
});
