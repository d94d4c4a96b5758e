import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { CONSUMER_GROUPS } from '#contracts';
import { subscriptionsIn } from '#messaging';
import { ALL_TOPICS, topicsOf } from '#service';
import { SERVICES } from './services.js';

const APPS = fileURLToPath(new URL('../../', import.meta.url));

/** Group and topic of every subscription that the sources of a service declare. */
async function declaredBy(service: string): Promise<{ group: string; topic: string }[]> {
  const folder = `${APPS}${service}/src/subscriptions/`;
  const files = readdirSync(folder).filter((name) => /^on-.*(?<!\.spec)\.ts$/.test(name));
  const modules = await Promise.all(
    files.map((name) => import(`${folder}${name}`) as Promise<Record<string, unknown>>),
  );
  return modules
    .flatMap((module) => Object.values(module))
    .flatMap((exported) => (typeof exported === 'function' ? subscriptionsIn(exported) : []))
    .flatMap((subscription) =>
      'tail' in subscription ? [] : [{ group: subscription.group, topic: subscription.topic }],
    );
}

const sorted = <T extends { group: string }>(groups: readonly T[]): T[] =>
  [...groups].sort((a, b) => (a.group < b.group ? -1 : 1));

describe('The consumer groups that operators are told of', () => {
  it('are those that the services subscribe with, each to its topic', async () => {
    const declared = await Promise.all(SERVICES.map(({ service }) => declaredBy(service.name)));
    expect(sorted(CONSUMER_GROUPS.map(({ group, topic }) => ({ group, topic })))).toEqual(
      sorted(declared.flat()),
    );
  });

  it('each have a topic for their dead letters', () => {
    const names = ALL_TOPICS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('pos.sales.v1.inventory.record-sales.dlq');
    for (const { service } of SERVICES) expect(names).toEqual(expect.arrayContaining(topicsOf(service.name)));
  });

  it('tell which topics a service cannot do without', () => {
    expect(topicsOf('orders')).toEqual(
      expect.arrayContaining([
        'orders.fulfillments.v1',
        'inventory.requests.v1',
        'returns.v1',
        'returns.v1.orders.follow-returns.dlq',
      ]),
    );
    expect(topicsOf('orders')).not.toContain('pos.sales.v1');
  });
});
