import { Throughput, ThroughputQuery } from '#contracts';
import { Endpoint, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { INVENTORY } from '../../persistence/schema.js';
import { PREFIX } from '../prefix.js';

@ApiTags('operations')
@Controller(`${PREFIX}/throughput`)
export class ShowThroughputController {
  constructor(@InjectDataSource(INVENTORY) private readonly dataSource: DataSource) {}

  @Get()
  @Endpoint({
    scope: 'operations:read',
    summary: 'How much the ledger recorded in each of the last minutes',
    description:
      'By the time of recording, up to the minute that has begun. Reads the newest lines of the ledger alone.',
    query: ThroughputQuery,
    responses: { 200: Throughput },
  })
  async show(@ValidQuery(ThroughputQuery) { minutes }: ThroughputQuery): Promise<Throughput> {
    const rows = (await this.dataSource.query(MINUTES, [minutes - 1])) as (Throughput['minutes'][number] & {
      minute: Date;
    })[];
    return { minutes: rows.map((row) => ({ ...row, minute: row.minute.toISOString() })) };
  }
}

const MINUTES = `
  WITH lines AS (
    SELECT date_trunc('minute', recorded_at) AS minute,
      count(*) FILTER (WHERE type IN ('sale', 'customer_return'))::int AS sales,
      count(*) FILTER (WHERE type IN ('reserve', 'release', 'expire', 'commit', 'fulfill', 'stage'))::int AS promises,
      count(*)::int AS all_lines
    FROM inventory.stock_movement
    WHERE recorded_at >= date_trunc('minute', now()) - make_interval(mins => $1::int)
    GROUP BY 1
  )
  SELECT m.minute, COALESCE(l.sales, 0) AS sales, COALESCE(l.promises, 0) AS promises,
    COALESCE(l.all_lines - l.sales - l.promises, 0) AS other
  FROM generate_series(date_trunc('minute', now()) - make_interval(mins => $1::int), date_trunc('minute', now()),
    interval '1 minute') AS m (minute)
  LEFT JOIN lines l USING (minute)
  ORDER BY m.minute`;
