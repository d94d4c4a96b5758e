import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ServiceConfig } from '#service';
import { InventoryEnvironment } from '../../inventory/src/config.js';
import { NotificationsEnvironment } from '../../notifications/src/config.js';
import { OrdersConfig } from '../../orders/src/config.js';
import { ReturnsConfig } from '../../returns/src/config.js';

const PAGE = fileURLToPath(new URL('../../../docs/operations/containers.md', import.meta.url));
const COMMON = Object.keys(ServiceConfig.shape);
const OWN = {
  inventory: Object.keys(InventoryEnvironment.shape),
  orders: Object.keys(OrdersConfig.shape),
  returns: Object.keys(ReturnsConfig.shape),
  notifications: Object.keys(NotificationsEnvironment.shape),
};

/** "SETTING: who reads it", as the sources say. */
function read(): string[] {
  const own = [...new Set(Object.values(OWN).flat())].filter((name) => !COMMON.includes(name));
  const readers = (name: string) =>
    Object.entries(OWN).flatMap(([service, names]) => (names.includes(name) ? [service] : []));
  return [
    ...COMMON.map((name) => `${name}: all`),
    ...own.map((name) => `${name}: ${readers(name).join(', ')}`),
  ];
}

/** Rows of the page's table: the settings of each, who reads them, and their defaults. */
function rows(): { names: string[]; readers: string; defaults: string[] }[] {
  const section = readFileSync(PAGE, 'utf8').split('## Settings')[1]!.split('\n## ')[0]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [, names = '', readers = '', defaults = ''] = line.split('|');
      return {
        names: [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name!),
        readers: readers.trim(),
        defaults: defaults.split(',').map((text) => text.trim()),
      };
    });
}

/** What a process goes by that is told nothing but what it must be. */
function defaults(): Record<string, unknown> {
  const secret = 'sixteen characters or more';
  const least = {
    DATABASE_URL: 'postgres://localhost/shop',
    KAFKA_BROKERS: 'localhost:9092',
    PICKUP_CODE_SECRET: secret,
    SEALING_SECRET: secret,
  };
  return {
    ...OrdersConfig.parse(least),
    ...ReturnsConfig.parse(least),
    ...NotificationsEnvironment.parse(least),
  };
}

describe('The page on containers', () => {
  it('tells every setting of every service once, and who reads it', () => {
    const told = rows().flatMap(({ names, readers }) => names.map((name) => `${name}: ${readers}`));
    expect(told.sort()).toEqual(read().sort());
  });

  it('tells what every number and every choice of yes or no is by default', () => {
    const told = Object.fromEntries(
      rows().flatMap((row) => row.names.map((name, i) => [name, row.defaults[i] ?? ''])),
    );
    const plain = Object.entries(defaults()).filter(([, value]) => /number|boolean/.test(typeof value));
    expect(plain.length).toBeGreaterThan(20);
    expect(plain.map(([name]) => `${name}: ${told[name]}`)).toEqual(
      plain.map(([name, value]) => `${name}: ${String(value)}`),
    );
  });
});
