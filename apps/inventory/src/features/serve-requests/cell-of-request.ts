import { appendToOutbox, OutboxRelay, receive, type ReceivedEvent } from '#messaging';
import { inTransaction } from '#persistence';
import { uuidv7 } from '#platform';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { MessagesOfCell } from '../../cells/messages-of-cell.js';
import { type Cell, Cells } from '../../domain/cells.js';
import { INVENTORY, SCHEMA } from '../../persistence/schema.js';

/**
 * Which cell serves a request: that of the location it names. A step of a hold that names none (whoever placed an order
 * on it knows its id alone) is first for the default cell; a cell that does not have the hold hands the request on
 * to the next, and the last one answers for what nobody has. So exactly one serves it, with no list of all holds.
 */
@Injectable()
export class CellOfRequest {
  constructor(
    private readonly cells: Cells,
    private readonly messages: MessagesOfCell,
    @InjectDataSource(INVENTORY) private readonly dataSource: DataSource,
    private readonly relay: OutboxRelay,
  ) {}

  /** Whether this cell serves it. It may have handed it on by then. */
  async isOurs(event: ReceivedEvent, group: string): Promise<boolean> {
    const { own, next, isDefault } = this.cells;
    if (own === undefined) return true;
    const request = record(event.data);
    const locationId = locationOfRequest(request);
    if (locationId !== undefined) return this.messages.areOurs(group, locationId);
    const { cell, reservationId } = request;
    const asked = typeof cell === 'string' ? cell === own.name : isDefault;
    if (!this.messages.ours(group, asked)) return false;
    if (next === undefined || typeof reservationId !== 'string' || (await this.holds(reservationId)))
      return true;
    await this.handOn(event, request, next, group);
    return false;
  }

  /** Whether this cell sets a message aside that cannot be read. */
  isOursUnread(group: string): boolean {
    return this.messages.areOurs(group, undefined);
  }

  private async holds(reservationId: string): Promise<boolean> {
    const [row] = (await this.dataSource.query(
      'SELECT EXISTS (SELECT FROM inventory.reservation WHERE reservation_id = $1) AS held',
      [reservationId],
    )) as [{ held: boolean }];
    return row.held;
  }

  private async handOn(
    event: ReceivedEvent,
    request: Record<string, unknown>,
    next: Cell,
    group: string,
  ): Promise<void> {
    const { topic, type, time, correlationId, traceparent } = event;
    const key = event.key ?? '';
    await inTransaction(this.dataSource, async (tx) => {
      const [fresh] = await receive(tx, SCHEMA, group, [{ messageId: event.id, occurredAt: time }]);
      if (!fresh) return;
      const data = JSON.stringify({ ...request, cell: next.name });
      await appendToOutbox(tx, SCHEMA, [
        {
          ...{ topic, key, type, correlationId, traceparent, data },
          eventId: uuidv7(),
          subject: event.subject ?? key,
          occurredAt: time,
          causationId: event.id,
        },
      ]);
    });
    this.relay.wake();
  }
}

/** A location that the request names, whatever its kind. */
export function locationOfRequest(request: Record<string, unknown>): string | undefined {
  const { lines, locationId, from } = request;
  const ofLine = Array.isArray(lines) ? record(lines[0])['locationId'] : undefined;
  return [ofLine, locationId, from].find((id) => typeof id === 'string');
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
