import type { EventContract } from '#contracts';
import {
  allDone,
  eventType,
  type InboundMessage,
  type MessageOutcome,
  PoisonMessage,
  readEvent,
} from '#messaging';
import type { z } from 'zod';

/** The events of one type in a batch, with where they stand in it; the outcome of each message so far. */
export interface ReadBatch<T> {
  readonly events: readonly { readonly index: number; readonly data: T }[];
  readonly outcomes: MessageOutcome[];
}

/** Reads a batch's events of one type. Other types are done with; what is malformed is dead, with its reason. */
export function readBatch<S extends z.ZodType>(
  messages: readonly InboundMessage[],
  contract: EventContract<S>,
): ReadBatch<z.infer<S>> {
  const outcomes = allDone(messages);
  const events: { index: number; data: z.infer<S> }[] = [];
  for (const [index, message] of messages.entries()) {
    const type = eventType(message);
    if (type !== null && type !== contract.type) continue;
    try {
      const parsed = contract.data.safeParse(readEvent(message).data);
      if (parsed.success) events.push({ index, data: parsed.data });
      else {
        const [issue] = parsed.error.issues;
        const detail = `data.${issue?.path.join('.')}: ${issue?.message} (${contract.type})`;
        outcomes[index] = dead({ code: 'invalid_event', detail });
      }
    } catch (error) {
      if (!(error instanceof PoisonMessage)) throw error;
      outcomes[index] = dead({ code: error.code, detail: error.detail });
    }
  }
  return { events, outcomes };
}

export const dead = (reason: { code: string; detail: string }): MessageOutcome => ({
  status: 'dead',
  reason,
});
