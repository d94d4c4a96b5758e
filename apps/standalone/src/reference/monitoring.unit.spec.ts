import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { DASHBOARDS } from './dashboards/index.js';
import { allMetrics } from './metrics.js';
import { RULES } from './monitoring.js';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: { readonly severity?: string };
  readonly annotations?: {
    readonly summary?: string;
    readonly description?: string;
    readonly runbook?: string;
  };
}

const rules = (parse(readFileSync(RULES, 'utf8')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const alerts = rules.filter(({ alert }) => alert !== undefined);
const tests = ['rules', 'slow-rules'].map((name) =>
  readFileSync(`k8s/components/monitoring/rules/shelfstream.${name}.test.yaml`, 'utf8'),
);

/** Every name that Prometheus knows of our metrics, and Node's own. */
const known = new Set([
  ...allMetrics().flatMap(({ name, type }) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  ),
  ...rules.flatMap(({ record }) => record ?? []),
  ...['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'],
]);

const namesIn = (expression: string): string[] =>
  expression.replaceAll(/"[^"]*"/g, '').match(/\b(?:shelfstream|http|process|nodejs)[_:][a-z0-9_:]+/g) ?? [];

const unknownIn = (expressions: readonly string[]): string[] => [
  ...new Set(expressions.flatMap(namesIn).filter((name) => !known.has(name))),
];

describe('What operators watch', () => {
  it('asks for no metric that does not exist', () => {
    const asked = DASHBOARDS.flatMap(({ rows }) =>
      rows.flatMap(({ panels }) =>
        panels.flatMap(({ queries }) => queries.map(([expression]) => expression)),
      ),
    );
    expect(asked.flatMap(namesIn).length).toBeGreaterThan(40);
    expect(unknownIn(asked)).toEqual([]);
    expect(unknownIn(rules.map(({ expr }) => expr))).toEqual([]);
  });

  it('shows every metric of ours in a dashboard', () => {
    const shown = JSON.stringify(DASHBOARDS) + JSON.stringify(rules);
    expect(allMetrics().filter(({ name }) => !shown.includes(name))).toEqual([]);
  });

  it.each(alerts.map((rule) => [rule.alert!, rule] as const))(
    'says of the alert %s how bad it is, and where it stands what to do',
    (name, { labels, annotations }) => {
      expect(['critical', 'warning']).toContain(labels?.severity);
      expect(annotations?.summary).toBeTruthy();
      expect(annotations?.description).toBeTruthy();
      const [page, anchor] = (annotations?.runbook ?? '').split('#');
      expect(anchor).toBe(name.toLowerCase());
      const headings = [...readFileSync(page!, 'utf8').matchAll(/^### (\w+)$/gm)].map(
        ([, heading]) => heading,
      );
      expect(headings).toContain(name);
    },
  );

  it.each(alerts.map(({ alert }) => alert!))(
    'tests that the alert %s fires, and that it does not',
    (name) => {
      const tested = tests.join('');
      expect(tested).toContain(`name: ${name} fires\n`);
      expect(tested).toContain(`name: ${name} does not fire\n`);
    },
  );

  it('has names by the conventions: base units, _total for what only rises, labels of few values', () => {
    for (const { name, type, labels, help } of allMetrics()) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      expect(name).not.toMatch(/_(ms|milliseconds|minutes|kb|mb|percent)(_|$)/);
      expect(help).toMatch(/\.$/);
      for (const label of labels) expect(label).not.toMatch(/sku|order|customer|location|person|id$/);
    }
  });
});
