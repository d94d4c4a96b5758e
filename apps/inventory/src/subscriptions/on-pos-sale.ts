import { allDone, handlingMessage, type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { StockBatcher } from '../batching/stock-batcher.js';
import { MessagesOfCell } from '../cells/messages-of-cell.js';
import { claimedId } from '../features/invalid-element.js';
import { RecordSales, type SaleReport } from '../features/record-sales/record-sales.js';

const TOPIC = 'pos.sales.v1';
const GROUP = 'inventory.record-sales';
const READING = { topic: TOPIC, group: GROUP };

/**
 * `pos.sales.v1`: a till's sale as any Kafka client writes it. The value alone counts, headers are not needed.
 * In a cell, sales of other cells' locations are passed over. A message that cannot be recorded, wholly or in part,
 * becomes a dead letter with its reason; what was right in it is recorded all the same, and replaying it later finds those
 * lines done. Known lines have no second effect, so no inbox row is needed.
 */
@Controller()
export class OnPosSale {
  constructor(
    private readonly sales: RecordSales,
    private readonly batcher: StockBatcher,
    /** Left out: every sale is recorded here. */
    private readonly cell?: MessagesOfCell,
  ) {}

  @Subscribe({ topic: TOPIC, group: GROUP, poison: 'skip', batchSize: 1_000 })
  async record(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    await this.batcher.room();
    const outcomes = allDone(messages);
    await Promise.all(
      messages.map(async (message, i) => {
        const sale = parse(message.value);
        if (this.cell?.areOurs(GROUP, claimedId(sale, 'locationId') ?? undefined) === false) return;
        outcomes[i] =
          sale === undefined
            ? dead('invalid_json', 'The value is not JSON. Publish one sale per message as UTF-8 JSON.')
            : outcomeOf(await handlingMessage(READING, message.headers, () => this.sales.record(sale)));
      }),
    );
    return outcomes;
  }
}

function parse(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function outcomeOf(report: SaleReport): MessageOutcome {
  const [first] = report.rejections;
  if (first === undefined) return { status: 'done' };
  const details = report.rejections
    .slice(0, 10)
    .map((r) => (r.lineId === undefined ? r.detail : `line ${r.lineId}: ${r.detail}`));
  return dead(first.code, details.join(' | '));
}

const dead = (code: string, detail: string): MessageOutcome => ({ status: 'dead', reason: { code, detail } });
