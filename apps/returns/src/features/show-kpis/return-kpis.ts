import { periodOf, type PeriodQuery, type ReturnKpis } from '#contracts';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SCHEMA } from '../../persistence/schema.js';

type Day = ReturnKpis['days'][number];

/** Reads what of a period's sales has come back. */
@Injectable()
export class ReturnKpisReader {
  constructor(@InjectDataSource(SCHEMA) private readonly dataSource: DataSource) {}

  async of(query: PeriodQuery, now: number): Promise<ReturnKpis> {
    const { from, to } = periodOf(query, now);
    const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const bounds = [period.from, period.to];
    const [days, reasons, [{ returns }]] = (await Promise.all([
      this.dataSource.query(DAYS, bounds),
      this.dataSource.query(REASONS, bounds),
      this.dataSource.query(RETURNS, bounds),
    ])) as [Day[], ReturnKpis['reasons'], [{ returns: number }]];
    const soldUnits = days.reduce((n, day) => n + day.soldUnits, 0);
    const returnedUnits = days.reduce((n, day) => n + day.returnedUnits, 0);
    return {
      period,
      soldUnits,
      returnedUnits,
      returnRate: soldUnits === 0 ? null : returnedUnits / soldUnits,
      returns,
      reasons,
      days,
    };
  }
}

/** A day that the period only touches is there, too. */
const DAYS = `
  WITH figures AS (
    SELECT (handed_over_at AT TIME ZONE 'UTC')::date AS day, sum(sold)::int AS sold, sum(received)::int AS received
    FROM returns.purchase_line WHERE handed_over_at >= $1 AND handed_over_at < $2 GROUP BY 1
  )
  SELECT to_char(d.day, 'YYYY-MM-DD') AS day, COALESCE(f.sold, 0) AS "soldUnits",
    COALESCE(f.received, 0) AS "returnedUnits"
  FROM generate_series(($1::timestamptz AT TIME ZONE 'UTC')::date,
    (($2::timestamptz - interval '1 microsecond') AT TIME ZONE 'UTC')::date, interval '1 day') AS d (day)
  LEFT JOIN figures f ON f.day = d.day::date
  ORDER BY d.day`;

const RETURNS = `
  SELECT count(*)::int AS returns FROM returns.customer_return WHERE created_at >= $1 AND created_at < $2`;

/** What somebody typed may speak of a person: only codes are shown. */
const REASONS = `
  SELECT CASE WHEN l.reason ~ '^[a-z][a-z0-9_]{0,39}$' THEN l.reason ELSE 'other' END AS reason,
    sum(l.quantity - l.cancelled)::int AS units
  FROM returns.customer_return r JOIN returns.return_line l USING (return_id)
  WHERE r.created_at >= $1 AND r.created_at < $2
  GROUP BY 1 ORDER BY units DESC, 1 LIMIT 20`;
