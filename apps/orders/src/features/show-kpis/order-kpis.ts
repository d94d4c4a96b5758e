import { type OrderKpis, periodOf, type PeriodQuery } from '#contracts';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SCHEMA } from '../../persistence/schema.js';

/** Reads the figures of a period's orders: those between two points of the index by age, and what belongs to them. */
@Injectable()
export class OrderKpisReader {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  async of(query: PeriodQuery, now: number): Promise<OrderKpis> {
    const { from, to } = periodOf(query, now);
    const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const [days, [ready], locations] = await Promise.all([
      this.read<Day>(DAYS, period),
      this.read<Ready>(HISTORY, period) as Promise<[Ready]>,
      this.read<LocationRow>(LOCATIONS, period),
    ]);
    const sum = (figure: Exclude<keyof Day, 'day'>) => days.reduce((n, day) => n + day[figure], 0);
    const [orders, units, cancelledOrders] = [sum('orders'), sum('units'), sum('cancelledOrders')];
    const wanted = units - sum('calledOffUnits');
    return {
      period,
      orders,
      cancelledOrders,
      units,
      fulfilledUnits: sum('fulfilledUnits'),
      unfilledUnits: sum('unfilledUnits'),
      fillRate: share(wanted - sum('unfilledUnits'), wanted),
      cancelRate: share(cancelledOrders, orders),
      oversells: ready.oversells,
      pickupLeadTime: { count: ready.count, medianMinutes: ready.median, p90Minutes: ready.p90 },
      days: days.map(({ calledOffUnits: _, ...day }) => day),
      locations: locations.map((row) => ({ ...row, rejectionRate: row.rejected / row.fulfillments })),
    };
  }

  private read<Row>(sql: string, { from, to }: { from: string; to: string }): Promise<Row[]> {
    return this.dataSource.query(sql, [from, to]) as Promise<Row[]>;
  }
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

interface Day {
  readonly day: string;
  readonly orders: number;
  readonly cancelledOrders: number;
  readonly units: number;
  readonly fulfilledUnits: number;
  readonly unfilledUnits: number;
  readonly calledOffUnits: number;
}

/** A day that the period only touches is there, too. */
const DAYS = `
  WITH figures AS (
    SELECT (o.placed_at AT TIME ZONE 'UTC')::date AS day, count(*)::int AS orders,
      count(*) FILTER (WHERE o.status = 'cancelled')::int AS cancelled,
      sum(l.units)::int AS units, sum(l.fulfilled)::int AS fulfilled, sum(l.unfillable)::int AS unfillable,
      sum(l.cancelled - l.unfillable)::int AS called_off
    FROM orders."order" o
    CROSS JOIN LATERAL (
      SELECT sum(quantity) AS units, sum(fulfilled) AS fulfilled, sum(unfillable) AS unfillable,
        sum(cancelled) AS cancelled
      FROM orders.order_line WHERE order_id = o.order_id
    ) l
    WHERE o.placed_at >= $1 AND o.placed_at < $2
    GROUP BY 1
  )
  SELECT to_char(d.day, 'YYYY-MM-DD') AS day, COALESCE(f.orders, 0) AS orders,
    COALESCE(f.cancelled, 0) AS "cancelledOrders", COALESCE(f.units, 0) AS units,
    COALESCE(f.fulfilled, 0) AS "fulfilledUnits", COALESCE(f.unfillable, 0) AS "unfilledUnits",
    COALESCE(f.called_off, 0) AS "calledOffUnits"
  FROM generate_series(($1::timestamptz AT TIME ZONE 'UTC')::date,
    (($2::timestamptz - interval '1 microsecond') AT TIME ZONE 'UTC')::date, interval '1 day') AS d (day)
  LEFT JOIN figures f ON f.day = d.day::date
  ORDER BY d.day`;

interface Ready {
  readonly oversells: number;
  readonly count: number;
  readonly median: number | null;
  readonly p90: number | null;
}

const HISTORY = `
  WITH events AS (
    SELECT t.what, extract(epoch FROM t.at - o.placed_at)::float8 / 60 AS minutes
    FROM orders."order" o JOIN orders.timeline_entry t ON t.order_id = o.order_id
    WHERE o.placed_at >= $1 AND o.placed_at < $2 AND t.what IN ('ready_for_pickup', 'oversold')
  )
  SELECT count(*) FILTER (WHERE what = 'oversold')::int AS oversells,
    count(*) FILTER (WHERE what = 'ready_for_pickup')::int AS count,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE what = 'ready_for_pickup') AS median,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE what = 'ready_for_pickup') AS p90
  FROM events`;

interface LocationRow {
  readonly locationId: string;
  readonly fulfillments: number;
  readonly rejected: number;
}

const LOCATIONS = `
  SELECT f.location_id AS "locationId", count(*)::int AS fulfillments,
    count(*) FILTER (WHERE f.status = 'rejected')::int AS rejected
  FROM orders."order" o JOIN orders.fulfillment f ON f.order_id = o.order_id
  WHERE o.placed_at >= $1 AND o.placed_at < $2
  GROUP BY 1 ORDER BY rejected DESC, fulfillments DESC, 1 LIMIT 200`;
