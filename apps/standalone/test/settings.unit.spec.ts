import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ServiceConfig } from '#service';
import { NotificationsEnvironment } from '../../notifications/src/config.js';
import { OrdersConfig } from '../../orders/src/config.js';
import { ReturnsConfig } from '../../returns/src/config.js';

const PAGE = fileURLToPath(new URL('../../../docs/operations/containers.md', import.meta.url));
const COMMON = Object.keys(ServiceConfig.shape);
const OWN = {
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

/** The same, as the page says. */
function told(): string[] {
  const section = readFileSync(PAGE, 'utf8').split('## Settings')[1]!.split('\n## ')[0]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => {
      const [, names = '', readers = ''] = line.split('|');
      return [...names.matchAll(/`(\w+)`/g)].map(([, name]) => `${name}: ${readers.trim()}`);
    });
}

describe('The page on containers', () => {
  it('tells every setting of every service once, and who reads it', () => {
    expect(told().sort()).toEqual(read().sort());
  });
});
