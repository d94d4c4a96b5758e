import { ItemChanged } from '#contracts';
import { eventsOf, type InboundMessage, type MessageOutcome, Subscribe } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { HearItems } from '../features/manage-items/hear-items.js';

/** `inventory.items.v1`, in cells alone: an item that one of them was given is known in all. */
@Controller()
export class OnItemChanged {
  constructor(private readonly items: HearItems) {}

  @Subscribe({ topic: 'inventory.items.v1', group: 'inventory.hear-items', poison: 'skip', together: true })
  async hear(@Payload() messages: InboundMessage[]): Promise<MessageOutcome[]> {
    const { events, outcomes } = eventsOf(messages, ItemChanged);
    await this.items.hear(events.map(({ data }) => data));
    return outcomes;
  }
}
