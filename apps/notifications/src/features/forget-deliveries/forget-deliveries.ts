import { Clock } from '#platform';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { NotificationsSettings } from '../../config.js';
import { NOTIFICATIONS } from '../../persistence/schema.js';
import { SETTINGS } from '../../settings-token.js';

const ROUND_MS = 3_600_000;
const AT_ONCE = 5_000;

/**
 * Removes deliveries that were finished long ago, and stock alerts that were told then. They must outlive the inbox (63
 * days), by which an event that comes again is known.
 */
@Injectable()
export class ForgetDeliveries implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ForgetDeliveries.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @InjectDataSource(NOTIFICATIONS) private readonly dataSource: DataSource,
    @Inject(SETTINGS) private readonly settings: NotificationsSettings,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.forget().catch((error: unknown) => {
        this.logger.warn(`Old deliveries were kept for now: ${(error as Error).message}`);
      });
    }, ROUND_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** One round: by portions, so that nobody waits for a big delete. */
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.settings.keptDays * 86_400_000);
    const tables = [
      ['delivery', 'delivery_id', `status <> 'pending' AND created_at < $1`],
      ['stock_alert', 'stock_alert_id', `status = 'told' AND told_at < $1`],
    ] as const;
    for (const [table, id, old] of tables) {
      for (let removed = AT_ONCE; removed === AT_ONCE;) {
        const [, count] = (await this.dataSource.query(
          `DELETE FROM notifications.${table} WHERE ${id} IN (
             SELECT ${id} FROM notifications.${table} WHERE ${old} ORDER BY ${id} LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)`,
          [before],
        )) as [unknown, number];
        removed = count;
      }
    }
  }
}
