import { isPublic, resolveTarget } from './target.js';

describe('Where a webhook may lead', () => {
  it.each(['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111'])('to the internet: %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.100.100.200',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'not an address',
  ])('and not to %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['127.0.0.1', '[::1]', 'localhost', '[::ffff:10.0.0.1]'])(
    'is judged by what the name leads to: %s',
    async (host) => {
      await expect(resolveTarget(host, false)).rejects.toMatchObject({ code: 'webhook_target_not_allowed' });
    },
  );

  it('may be a machine of our own where that is allowed', async () => {
    expect(await resolveTarget('127.0.0.1', true)).toEqual({ address: '127.0.0.1', family: 4 });
  });

  it.each(['http://0x7f.1/', 'http://2130706433/', 'http://127.1/'])(
    'sees through other spellings of an address: %s',
    async (url) => {
      await expect(resolveTarget(new URL(url).hostname, false)).rejects.toMatchObject({
        code: 'webhook_target_not_allowed',
      });
    },
  );
});
