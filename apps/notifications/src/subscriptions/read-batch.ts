import {
  allDone,
  type AnyEventContract,
  type InboundMessage,
  type MessageOutcome,
  PoisonMessage,
  readEvent,
  type ReceivedEvent,
} from '#messaging';
import type { z } from 'zod';

/** The events of a batch that are of the contract, and what becomes of each message: the broken ones are dead. */
export function readBatch<C extends AnyEventContract>(
  messages: readonly InboundMessage[],
  contract: C,
): { events: ReceivedEvent<z.infer<C['data']>>[]; outcomes: MessageOutcome[] } {
  const outcomes = allDone(messages);
  const events: ReceivedEvent<z.infer<C['data']>>[] = [];
  messages.forEach((message, i) => {
    if (message.headers.ce_type !== contract.type) return;
    try {
      const event = readEvent(message);
      const parsed = contract.data.safeParse(event.data);
      if (parsed.success) events.push({ ...event, data: parsed.data as z.infer<C['data']> });
      else outcomes[i] = dead('invalid_event', faultOf(parsed.error));
    } catch (error) {
      if (!(error instanceof PoisonMessage)) throw error;
      outcomes[i] = dead(error.code, error.detail);
    }
  });
  return { events, outcomes };
}

const dead = (code: string, detail: string): MessageOutcome => ({ status: 'dead', reason: { code, detail } });

function faultOf({ issues: [issue] }: z.ZodError): string {
  return `data.${issue?.path.join('.')}: ${issue?.message}`;
}

/** The newest of each, for views that hold what is so now. */
export function newest<T>(
  events: readonly ReceivedEvent<T>[],
  key: (data: T) => string,
  at: (data: T) => string,
): T[] {
  const byKey = new Map<string, T>();
  for (const { data } of events) {
    const known = byKey.get(key(data));
    if (known === undefined || Date.parse(at(known)) <= Date.parse(at(data))) byKey.set(key(data), data);
  }
  return [...byKey.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
