import { OversoldPage, OversoldQuery } from '#contracts';
import { Where } from '#persistence';
import { decodeCursor, Endpoint, page, ValidQuery } from '#platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { INVENTORY } from '../../persistence/schema.js';
import { PREFIX } from '../prefix.js';
import { LEVEL_COLUMNS, type LevelRow, levelView } from '../show-levels/level-view.js';

@ApiTags('operations')
@Controller(`${PREFIX}/oversold`)
export class ShowOversoldController {
  constructor(@InjectDataSource(INVENTORY) private readonly dataSource: DataSource) {}

  @Get()
  @Endpoint({
    scope: 'operations:read',
    summary: 'Levels that have promised more than is there',
    description:
      'Ordered by location and SKU: where `onHand - damaged - qualityControl` is less than `reserved + committed`. Found by ' +
      'the promises that are open, so it costs as much as there are of those.',
    query: OversoldQuery,
    responses: { 200: OversoldPage },
    problems: [{ status: 400, code: 'invalid_cursor' }],
  })
  async list(@ValidQuery(OversoldQuery) { limit, cursor }: OversoldQuery): Promise<OversoldPage> {
    const where = new Where();
    where.and('l.on_hand - l.damaged - l.quality_control < l.reserved + l.committed');
    if (cursor !== undefined) {
      const [locationId, sku] = decodeCursor(cursor, 2);
      where.and('(l.location_id, l.sku) > (?::text, ?::text)', String(locationId), String(sku));
    }
    const rows = (await this.dataSource.query(
      `WITH promised AS (
         SELECT DISTINCT location_id, sku FROM inventory.reservation_line WHERE fulfilled + released < quantity
       )
       SELECT ${LEVEL_COLUMNS} FROM promised JOIN inventory.stock_level l USING (location_id, sku)
       ${where} ORDER BY l.location_id, l.sku LIMIT ${limit + 1}`,
      where.values,
    )) as LevelRow[];
    return page(
      rows,
      limit,
      (row) => {
        const level = levelView(row);
        const { onHand, damaged, qualityControl, reserved, committed } = level;
        return { ...level, shortage: reserved + committed - (onHand - damaged - qualityControl) };
      },
      (row) => [row.location_id, row.sku],
    );
  }
}
