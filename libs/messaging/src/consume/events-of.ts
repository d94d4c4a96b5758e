import type { EventContract } from '#contracts';
import type { z } from 'zod';
import { readEventOf } from '../envelope/checked-event.js';
import { eventType, PoisonMessage, type ReceivedEvent } from '../envelope/event-envelope.js';
import type { InboundMessage } from '../transport/transport.js';
import { allDone, type MessageOutcome } from './subscription.js';

/**
 * The events of one contract in a batch, in their order, for a batch subscription that keeps a view. Other types of the
 * topic are passed over; a message that claims to be such an event and is none is dead, the others are done.
 */
export function eventsOf<S extends z.ZodType>(
  messages: readonly InboundMessage[],
  contract: EventContract<S>,
): { readonly events: ReceivedEvent<z.infer<S>>[]; readonly outcomes: MessageOutcome[] } {
  const events: ReceivedEvent<z.infer<S>>[] = [];
  const outcomes = allDone(messages);
  for (const [i, message] of messages.entries()) {
    // A message that does not say its type is not passed over: it is malformed, and somebody must know.
    if ((eventType(message) ?? contract.type) !== contract.type) continue;
    try {
      events.push(readEventOf(message, contract));
    } catch (error) {
      if (!(error instanceof PoisonMessage)) throw error;
      outcomes[i] = { status: 'dead', reason: { code: error.code, detail: error.detail } };
    }
  }
  return { events, outcomes };
}
