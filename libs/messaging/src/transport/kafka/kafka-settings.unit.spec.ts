import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '#platform';
import { kafkaConnection, KafkaSettings } from './kafka-settings.js';

const connection = (env: Record<string, string>) =>
  kafkaConnection(KafkaSettings.parse({ KAFKA_BROKERS: 'one:9092, two:9092', ...env }));

const pem = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'pem-')), 'file.pem');
  writeFileSync(file, text);
  return file;
};

describe('The settings of a Kafka cluster', () => {
  it('need nothing but brokers, and are plain then', () => {
    expect(connection({})).toEqual({ brokers: ['one:9092', 'two:9092'] });
  });

  it('turn TLS on, with the authorities that Node trusts or one of ours', () => {
    expect(connection({ KAFKA_SSL: 'true' }).ssl).toBe(true);
    expect(connection({ KAFKA_SSL: 'false' }).ssl).toBe(false);
    expect(connection({ KAFKA_CA_FILE: pem('authority') }).ssl).toEqual({ ca: 'authority' });
  });

  it('show a certificate of our own', () => {
    const files = { KAFKA_CERT_FILE: pem('certificate'), KAFKA_KEY_FILE: pem('key') };
    expect(connection(files).ssl).toEqual({ cert: 'certificate', key: 'key' });
  });

  it('log in by SCRAM unless told otherwise', () => {
    const user = { KAFKA_SASL_USERNAME: 'shelfstream', KAFKA_SASL_PASSWORD: 'secret' };
    const login = { username: 'shelfstream', password: 'secret' };
    expect(connection(user).sasl).toEqual({ mechanism: 'scram-sha-512', ...login });
    expect(connection({ ...user, KAFKA_SASL_MECHANISM: 'plain' }).sasl).toEqual({
      mechanism: 'plain',
      ...login,
    });
  });

  it.each([
    [{ KAFKA_SASL_USERNAME: 'till-7' }, 'KAFKA_SASL_USERNAME is set and KAFKA_SASL_PASSWORD is not'],
    [{ KAFKA_SASL_PASSWORD: 'hidden' }, 'KAFKA_SASL_PASSWORD is set and KAFKA_SASL_USERNAME is not'],
    [{ KAFKA_KEY_FILE: '/nowhere' }, 'KAFKA_KEY_FILE is set and KAFKA_CERT_FILE is not'],
    [{ KAFKA_CA_FILE: '/nowhere' }, 'KAFKA_CA_FILE cannot be read (ENOENT)'],
    [{ KAFKA_SSL: 'false', KAFKA_CA_FILE: '/nowhere' }, 'KAFKA_SSL is off'],
  ])('are refused when half is missing, by name and without the value: %j', (env, complaint) => {
    expect(() => connection(env)).toThrow(ConfigError);
    expect(() => connection(env)).toThrow(complaint);
    expect(() => connection(env)).not.toThrow(/hidden|till-7/);
  });
});
