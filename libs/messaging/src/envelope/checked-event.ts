import type { EventContract } from '#contracts';
import type { z } from 'zod';
import { PoisonMessage, readEvent, type ReceivedEvent } from './event-envelope.js';
import type { InboundMessage } from '../transport/transport.js';

/** The event with its data as its contract has it. Throws `PoisonMessage` with the code `invalid_event` otherwise. */
export function checkedEvent<S extends z.ZodType>(
  event: ReceivedEvent,
  contract: Pick<EventContract<S>, 'data'>,
): ReceivedEvent<z.infer<S>> {
  const parsed = contract.data.safeParse(event.data);
  if (parsed.success) return { ...event, data: parsed.data };
  const [issue] = parsed.error.issues;
  throw new PoisonMessage(
    'invalid_event',
    `data.${issue?.path.join('.')}: ${issue?.message} (${event.type})`,
  );
}

/** Reads a message as an event of the contract. Throws `PoisonMessage` when it is none. */
export const readEventOf = <S extends z.ZodType>(
  message: InboundMessage,
  contract: Pick<EventContract<S>, 'data'>,
): ReceivedEvent<z.infer<S>> => checkedEvent(readEvent(message), contract);
