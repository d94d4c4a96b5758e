import type { Sale, SaleLine } from '#contracts';
import { uuidv7 } from '#platform';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { StockBatcher } from '../../batching/stock-batcher.js';
import { INVENTORY } from '../../persistence/schema.js';

/** Lines per round: as many as one batch takes. */
const CHUNK = 2_000;
const LOOK_EVERY_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Looking takes at most this share of the time, however many lines wait. */
const SHARE_OF_TIME = 0.05;

/** A line's place in the order in which waiting lines are worked through. */
type Position = readonly [locationId: string, saleId: string, lineId: string];

/**
 * Posts sale lines that waited, once their item and their location are known. It only looks for them; the batch
 * judges each line by its id in the ledger and deletes it as it posts it, so several replicas may look, and no line
 * counts twice. Woken when an item or a location comes to exist; a timer finds what other replicas were woken for.
 * Events: `inventory.sale-recorded.v1`, `inventory.level-changed.v1` and the alerts.
 */
@Injectable()
export class SettlePendingSales implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SettlePendingSales.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private wokenAgain = false;
  private stopped = false;

  constructor(
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly batcher: StockBatcher,
  ) {}

  onApplicationBootstrap(): void {
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Looks at once; if it is looking already, once more after that. Returns immediately. */
  wake(): void {
    if (this.stopped) return;
    if (this.running !== undefined) {
      this.wokenAgain = true;
      return;
    }
    clearTimeout(this.timer);
    this.running = this.look();
  }

  /** Posts every line whose item and location exist, and says how many those were. */
  async settle(): Promise<number> {
    let posted = 0;
    let after: Position = ['', '', ''];
    while (!this.stopped) {
      const lines = await this.settleable(after);
      await this.batcher.room();
      const outcomes = await Promise.all(
        bySale(lines).map((sale) =>
          this.batcher.submit({ type: 'record_sale', commandId: uuidv7(), sale }, { priority: 'bulk' }),
        ),
      );
      for (const outcome of outcomes) {
        if (outcome.ok) posted += outcome.value.lines.filter((line) => line.status === 'posted').length;
      }
      const last = lines.at(-1);
      if (lines.length < CHUNK || last === undefined) break;
      // On from here rather than from the start: a line that the batch turned away must not hold up the others.
      after = [last.sale.locationId, last.sale.saleId, last.line.lineId];
    }
    return posted;
  }

  private async settleable(after: Position): Promise<WaitingLine[]> {
    return (await this.dataSource.query(
      `SELECT p.sale, p.line
       FROM inventory.pending_sale_line p
       JOIN inventory.item i ON i.sku = p.sku
       JOIN inventory.location l ON l.location_id = p.location_id
       WHERE (p.location_id, p.sale_id, p.line_id) > ($1::text, $2::text, $3::text)
       ORDER BY p.location_id, p.sale_id, p.line_id LIMIT ${CHUNK}`,
      [...after],
    )) as WaitingLine[];
  }

  private async look(): Promise<void> {
    const started = performance.now();
    try {
      do {
        this.wokenAgain = false;
        const posted = await this.settle();
        if (posted > 0) this.logger.log(`${posted} sale lines that waited are posted`);
      } while (this.wokenAgain && !this.stopped);
    } catch (error) {
      this.logger.warn(`Sale lines that wait are looked at again later: ${(error as Error).message}`);
    }
    const pause = Math.max(LOOK_EVERY_MS, (performance.now() - started) / SHARE_OF_TIME);
    this.running = undefined;
    if (this.stopped) return;
    this.timer = setTimeout(() => this.wake(), Math.min(pause, LONGEST_PAUSE_MS));
    this.timer.unref();
  }
}

interface WaitingLine {
  readonly sale: Omit<Sale, 'lines'>;
  readonly line: SaleLine;
}

/** The lines as parts of their sales; they come in that order. */
function bySale(lines: readonly WaitingLine[]): Sale[] {
  const sales: Sale[] = [];
  for (const { sale, line } of lines) {
    const last = sales.at(-1);
    if (last?.saleId === sale.saleId && last.locationId === sale.locationId) last.lines.push(line);
    else sales.push({ ...sale, lines: [line] });
  }
  return sales;
}
