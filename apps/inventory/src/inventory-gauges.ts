import { Metrics } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { LevelHub } from './features/stream-levels/level-hub.js';
import { LEVEL_STREAMS, PENDING_SALE_LINES } from './metrics.js';
import { INVENTORY } from './persistence/schema.js';

/** What is looked at when somebody asks for the metrics. */
@Injectable()
export class InventoryGauges {
  constructor(metrics: Metrics, hub: LevelHub, @InjectDataSource(INVENTORY) dataSource: DataSource) {
    metrics.watch(LEVEL_STREAMS, (set) => set({}, hub.size));
    metrics.watch(PENDING_SALE_LINES, async (set) => {
      const [row] = (await dataSource.query(
        'SELECT count(*)::int AS count FROM (SELECT FROM inventory.pending_sale_line LIMIT 100000) waiting',
      )) as [{ count: number }];
      set({}, row.count);
    });
  }
}
