import { WaitingRoom } from '#platform';
import { startWhenMet } from './start-when-met.js';

const forever = new Promise<never>(() => {});
const log = { info: () => {}, warn: () => {} };
const there = { name: 'database', meet: () => Promise.resolve() };

describe('A start', () => {
  let room: WaitingRoom;
  beforeEach(async () => {
    room = await WaitingRoom.open('127.0.0.1', 0);
  });
  afterEach(() => room.close());

  it('that fails because the broker went away again waits for the broker, and starts', async () => {
    let brokerIsThere = true;
    let starts = 0;
    const broker = {
      name: 'broker',
      meet: async () => {
        if (brokerIsThere) return;
        brokerIsThere = true;
        throw new Error('away');
      },
    };
    const started = await startWhenMet({
      ...{ prerequisites: [there, broker], room, log, stopped: forever },
      start: async () => {
        if (++starts > 1) return 'started';
        brokerIsThere = false;
        throw new Error('connection lost');
      },
    });
    expect([started, starts]).toEqual(['started', 2]);
  });

  it('that fails although everything is there is a fault, and not waited out', async () => {
    const start = () => Promise.reject(new Error('a mistake of ours'));
    await expect(
      startWhenMet({ prerequisites: [there], room, log, stopped: forever, start }),
    ).rejects.toThrow('a mistake of ours');
  });

  it('does not happen when the process is told to end before', async () => {
    const never = { name: 'database', meet: () => Promise.reject(new Error('away')) };
    const stopped = Promise.resolve('SIGTERM');
    const start = () => Promise.reject(new Error('must not be called'));
    expect(await startWhenMet({ prerequisites: [never], room, log, stopped, start })).toBeUndefined();
  });
});
