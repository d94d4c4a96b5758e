import { SaleRecorded } from '#contracts';
import { type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { RecordSales } from '../features/record-sales/record-sales.js';
import { dead, readBatch } from './read-batch.js';

/**
 * `inventory.sales.v1`: tills' receipts, in bulk. Each line is known by its own number, so no inbox row is needed. A
 * line that names a return which is not there becomes a dead letter; the rest of its receipt counts all the same.
 */
@Controller()
export class OnSaleRecorded {
  constructor(private readonly sales: RecordSales) {}

  @Subscribe({ topic: 'inventory.sales.v1', group: 'returns.record-sales', poison: 'skip' })
  async record(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const { events, outcomes } = readBatch(messages, SaleRecorded);
    const problems = await this.sales.record(events.map((event) => event.data));
    for (const [i, problem] of problems) outcomes[events[i]!.index] = dead(problem);
    return outcomes;
  }
}
