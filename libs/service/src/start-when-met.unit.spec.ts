import { ConfigError, WaitingRoom } from '#platform';
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
      ...{ prerequisites: [there, broker], room, log, stopped: forever, pauseMs: 1 },
      start: async () => {
        if (++starts > 1) return 'started';
        brokerIsThere = false;
        throw new Error('connection lost');
      },
    });
    expect([started, starts]).toEqual(['started', 2]);
  });

  it('that fails although everything is there is tried a few times: the database may only be slow', async () => {
    const failing = (times: number) => {
      let starts = 0;
      const start = async () => {
        if (++starts <= times) throw new Error(`failure ${starts}`);
        return 'started';
      };
      return startWhenMet({ prerequisites: [there], room, log, stopped: forever, pauseMs: 1, start });
    };
    expect(await failing(4)).toBe('started');
    await expect(failing(5)).rejects.toThrow('failure 5');
  });

  it('that fails for a wrong setting is not tried again', async () => {
    let starts = 0;
    const start = () => {
      starts += 1;
      return Promise.reject(new ConfigError('another database'));
    };
    const started = startWhenMet({ prerequisites: [there], room, log, stopped: forever, pauseMs: 1, start });
    await expect(started).rejects.toThrow('another database');
    expect(starts).toBe(1);
  });

  it('does not happen when the process is told to end before', async () => {
    const never = { name: 'database', meet: () => Promise.reject(new Error('away')) };
    const stopped = Promise.resolve('SIGTERM');
    const start = () => Promise.reject(new Error('must not be called'));
    expect(await startWhenMet({ prerequisites: [never], room, log, stopped, start })).toBeUndefined();
  });
});
