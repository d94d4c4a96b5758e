/** A question to Prometheus, and how its answers are named. */
export type Query = readonly [expression: string, legend?: string];

/** A diagram, or with `stat` a single figure. */
export interface Panel {
  readonly title: string;
  /** Of Grafana: `s`, `bytes`, `percentunit`, `reqps`, `short`. */
  readonly unit?: string;
  readonly stat?: true;
  readonly queries: readonly Query[];
}

export interface Dashboard {
  /** Its file's name, and where Grafana finds it again. */
  readonly name: string;
  readonly title: string;
  readonly rows: readonly { readonly title: string; readonly panels: readonly Panel[] }[];
}

const WIDTH = 24;
const HEIGHT = 7;
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** The dashboard as Grafana imports it. */
export function grafanaJson({ name, title, rows }: Dashboard): string {
  let id = 0;
  let y = 0;
  const panels = rows.flatMap((row) => {
    const head = {
      id: ++id,
      type: 'row',
      title: row.title,
      collapsed: false,
      panels: [],
      gridPos: { x: 0, y, w: WIDTH, h: 1 },
    };
    const w = Math.floor(WIDTH / row.panels.length);
    const body = row.panels.map((panel, i) => ({
      ...grafanaPanel(panel, ++id),
      gridPos: { x: i * w, y: y + 1, w, h: HEIGHT },
    }));
    y += HEIGHT + 1;
    return [head, ...body];
  });
  const dashboard = {
    uid: `shelfstream-${name}`,
    title: `Shelfstream: ${title}`,
    tags: ['shelfstream'],
    timezone: 'browser',
    schemaVersion: 41,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus', hide: 0 }],
    },
    links: [
      { title: 'Shelfstream', type: 'dashboards', tags: ['shelfstream'], asDropdown: true, keepTime: true },
    ],
    panels,
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

function grafanaPanel({ title, unit = 'short', stat, queries }: Panel, id: number): object {
  return {
    id,
    type: stat === true ? 'stat' : 'timeseries',
    title,
    datasource: DATASOURCE,
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options:
      stat === true
        ? { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: 'value', graphMode: 'area' }
        : { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
    targets: queries.map(([expr, legendFormat = '__auto'], i) => ({
      refId: String.fromCharCode(65 + i),
      datasource: DATASOURCE,
      expr,
      legendFormat,
    })),
  };
}

/** So many per second, added up over replicas. */
export const perSecond = (metric: string, by = ''): string =>
  by === '' ? `sum(rate(${metric}[$__rate_interval]))` : `sum by (${by}) (rate(${metric}[$__rate_interval]))`;

/** So many within an hour, added up over replicas. */
export const perHour = (metric: string, by: string): string => `sum by (${by}) (increase(${metric}[1h]))`;

/** Of what every replica shows alike. */
export const shared = (metric: string, by: string): string => `max by (${by}) (${metric})`;

/** Half, nearly all, and all but one in a hundred took no longer. */
export const quantiles = (histogram: string, by = ''): Query[] =>
  [0.5, 0.9, 0.99].map((q): Query => {
    const labels = by === '' ? 'le' : `le, ${by}`;
    const rate = `sum by (${labels}) (rate(${histogram}_bucket[$__rate_interval]))`;
    return [`histogram_quantile(${q}, ${rate})`, `${by === '' ? '' : `{{${by}}} `}p${q * 100}`];
  });
