import { type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { StockBatcher } from '../batching/stock-batcher.js';
import { ServeRequests } from '../features/serve-requests/serve-requests.js';

const GROUP = 'inventory.serve-requests';

/**
 * `inventory.requests.v1`: what orders and returns ask of the stock ledger. The inbox row of each request is part of
 * the stock batch that serves it, so a request has one effect however often it comes.
 */
@Controller()
export class OnRequest {
  constructor(
    private readonly requests: ServeRequests,
    private readonly batcher: StockBatcher,
  ) {}

  @Subscribe({ topic: 'inventory.requests.v1', group: GROUP, poison: 'skip', batchSize: 500 })
  async serve(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    await this.batcher.room();
    return this.requests.serve(messages, GROUP);
  }
}
