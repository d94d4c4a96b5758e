import { ConfigError, readConfig } from '#platform';
import { NotificationsEnvironment, notificationsSettings } from './config.js';

const SECRETS = {
  PICKUP_CODE_SECRET: 'a secret of the pickup codes',
  SEALING_SECRET: 'a secret of sealed values',
};

describe('The settings of notifications', () => {
  it('begin with nothing that leaves the house, and no way into it', () => {
    const settings = notificationsSettings(readConfig(NotificationsEnvironment, SECRETS));
    expect(settings).toMatchObject({ smtp: undefined, twilio: undefined, webhooks: { allowPrivate: false } });
  });

  it('take a mail server and a provider', () => {
    const env = {
      ...SECRETS,
      SMTP_URL: 'smtp://mail.shop.example:587',
      MAIL_FROM: 'Shop <shop@shop.example>',
      TWILIO_ACCOUNT_SID: 'AC1',
      TWILIO_AUTH_TOKEN: 'token',
      TWILIO_FROM: '+15550001111',
      WEBHOOKS_ALLOW_PRIVATE: 'true',
    };
    expect(notificationsSettings(readConfig(NotificationsEnvironment, env))).toMatchObject({
      smtp: { url: 'smtp://mail.shop.example:587', from: 'Shop <shop@shop.example>' },
      twilio: { accountSid: 'AC1', baseUrl: 'https://api.twilio.com' },
      webhooks: { allowPrivate: true },
    });
  });

  it.each([
    [{ PICKUP_CODE_SECRET: 'short' }, 'PICKUP_CODE_SECRET'],
    [{ SEALING_SECRET: undefined }, 'SEALING_SECRET'],
    [{ SMTP_URL: 'mail.shop.example' }, 'SMTP_URL'],
    [{ TWILIO_ACCOUNT_SID: 'AC1' }, 'TWILIO_ACCOUNT_SID'],
    [{ MAP_URL: 'https://maps.example' }, 'MAP_URL'],
    [{ WEBHOOKS_ALLOW_PRIVATE: 'yes' }, 'WEBHOOKS_ALLOW_PRIVATE'],
  ])('are refused by name when they are wrong: %j', (wrong, name) => {
    expect(() => readConfig(NotificationsEnvironment, { ...SECRETS, ...wrong })).toThrow(ConfigError);
    expect(() => readConfig(NotificationsEnvironment, { ...SECRETS, ...wrong })).toThrow(name);
  });
});
