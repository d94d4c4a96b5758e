import {
  allDone,
  handlingMessage,
  type InboundMessage,
  type MessageOutcome,
  PoisonMessage,
  readEvent,
  type ReceivedEvent,
} from '#messaging';
import { isTransient } from '#persistence';
import { Injectable } from '@nestjs/common';
import { StockBatcher } from '../../batching/stock-batcher.js';
import type { StockCommand } from '../../domain/command.js';
import { isAnswered } from '../../domain/decide.js';
import { CellOfRequest } from './cell-of-request.js';
import { commandOfRequest } from './command-of-request.js';

/**
 * Does what other services ask of the stock ledger: each request once, those of one key in order, those of different
 * keys side by side in shared batches. A request about a reservation is answered by the step it asked for, or by
 * `inventory.reservation-refused.v1`. Any other that is refused becomes a dead letter: it has had no effect, and can
 * be replayed once what it lacked is there. Events: `inventory.reservation-*.v1`, `inventory.level-changed.v1` and
 * the alerts.
 */
@Injectable()
export class ServeRequests {
  constructor(
    private readonly batcher: StockBatcher,
    /** Left out: every request is served here. */
    private readonly cell?: CellOfRequest,
  ) {}

  /** Throws when some could not be judged at all; the rest is done then, and passed over the next time. */
  async serve(messages: readonly InboundMessage[], group: string): Promise<MessageOutcome[]> {
    const outcomes = allDone(messages);
    const failures: unknown[] = [];
    await Promise.all(
      byKey(messages).map(async (indexes) => {
        try {
          // What comes later waits for what came before: it may depend on it.
          for (const i of indexes) outcomes[i] = await this.serveOne(messages[i] as InboundMessage, group);
        } catch (error) {
          failures.push(error);
        }
      }),
    );
    if (failures.length > 0) throw failures.find(isTransient) ?? failures[0];
    return outcomes;
  }

  private async serveOne(message: InboundMessage, group: string): Promise<MessageOutcome> {
    let event: ReceivedEvent;
    let command: StockCommand;
    try {
      event = readEvent(message);
    } catch (error) {
      if (!(error instanceof PoisonMessage)) throw error;
      return this.cell?.isOursUnread(group) === false ? DONE : dead(error);
    }
    if ((await this.cell?.isOurs(event, group)) === false) return DONE;
    try {
      command = commandOfRequest(event);
    } catch (error) {
      if (error instanceof PoisonMessage) return dead(error);
      throw error;
    }
    const received = { group, messageId: event.id, occurredAt: event.time };
    const outcome = await handlingMessage({ topic: message.topic, group }, message.headers, () =>
      this.batcher.submitReceived(command, received),
    );
    return outcome.ok || isAnswered(command) ? DONE : dead(outcome.refusal);
  }
}

/** The indexes of each key's messages, in order; a message without a key stands alone. */
function byKey(messages: readonly InboundMessage[]): number[][] {
  const groups = new Map<string, number[]>();
  const alone: number[][] = [];
  for (const [index, { key }] of messages.entries()) {
    const group = key === null ? undefined : groups.get(key);
    if (group !== undefined) group.push(index);
    else if (key === null) alone.push([index]);
    else groups.set(key, [index]);
  }
  return [...groups.values(), ...alone];
}

const DONE: MessageOutcome = { status: 'done' };

const dead = ({ code, detail }: { code: string; detail: string }): MessageOutcome => ({
  status: 'dead',
  reason: { code, detail },
});
