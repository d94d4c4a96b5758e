import {
  CommitRequested,
  CountRequested,
  type EventContract,
  FulfillRequested,
  ReceiveRequested,
  ReleaseRequested,
  ReserveRequested,
  StageRequested,
  TransferRequested,
} from '#contracts';
import { PoisonMessage, type ReceivedEvent } from '#messaging';
import type { z } from 'zod';
import type { Cause } from '../../domain/cause.js';
import type { StockCommand } from '../../domain/command.js';
import { faultsOf } from '../invalid-element.js';

type CommandOf = (event: ReceivedEvent) => StockCommand;

/** The command of each kind of request. */
const COMMANDS = new Map<string, CommandOf>([
  asks(ReserveRequested, ({ reservationId, reference, lines }, cause) => ({
    ...cause,
    type: 'promise',
    asker: reference,
    reservationId,
    lines,
  })),
  asks(CommitRequested, ({ reservationId, reference }, cause) => ({
    ...cause,
    type: 'commit',
    asker: reference,
    reservationId,
  })),
  asks(FulfillRequested, ({ reservationId, reference, lines }, cause) => ({
    ...cause,
    type: 'fulfill',
    asker: reference,
    reservationId,
    lines,
  })),
  asks(ReleaseRequested, ({ reservationId, reference, lines }, cause) => ({
    ...cause,
    type: 'release',
    asker: reference,
    reservationId,
    lines,
  })),
  // As of when they were picked: the count that comes with a short pick is of the same moment.
  asks(StageRequested, ({ reservationId, reference, lines }, cause, time) => ({
    ...cause,
    type: 'stage',
    asker: reference,
    reservationId,
    pickedAt: time.getTime(),
    lines,
  })),
  // The shelf was counted. Nobody reads the answer line by line, so it is all lines or none.
  asks(CountRequested, ({ countId, locationId, countedAt, lines }, cause) => ({
    ...cause,
    type: 'record_count',
    countId,
    locationId,
    countedAt,
    lines,
    rejected: [],
    includesStaged: false,
    whole: true,
  })),
  asks(ReceiveRequested, (receipt, cause) => ({ ...cause, type: 'receive_units', ...receipt })),
  asks(TransferRequested, ({ transferId, ...plan }, cause) => ({
    ...cause,
    type: 'plan_transfer',
    transferId,
    plan,
  })),
]);

/**
 * What the stock ledger is asked to do. Throws `PoisonMessage`: `unknown_request` for a kind that this version does
 * not serve, `invalid_event` for one whose data is not as its contract says.
 */
export function commandOfRequest(event: ReceivedEvent): StockCommand {
  const commandOf = COMMANDS.get(event.type);
  if (commandOf !== undefined) return commandOf(event);
  throw new PoisonMessage(
    'unknown_request',
    `This version of the inventory service does not serve ${event.type}. Replay it after an upgrade.`,
  );
}

function asks<S extends z.ZodType>(
  contract: EventContract<S>,
  command: (data: z.infer<S>, cause: Cause, time: Date) => StockCommand,
): [string, CommandOf] {
  return [
    contract.type,
    (event) => {
      const parsed = contract.data.safeParse(event.data);
      if (!parsed.success) throw new PoisonMessage('invalid_event', faultsOf(parsed.error));
      const cause = { commandId: event.id, correlationId: event.correlationId ?? event.id };
      return command(parsed.data, cause, event.time);
    },
  ];
}
