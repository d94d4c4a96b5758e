import { z } from 'zod';
import { defineEvent } from '../event.js';
import { Disposition } from '../inventory/sales.js';
import { TransferStockStatus } from '../inventory/transfers.js';
import { Identifier, NonNegativeQuantity, PositiveQuantity, Timestamp } from '../primitives.js';

/**
 * What other services ask of the stock ledger. Each request has one effect, however often it is delivered. Those of
 * one `reference` (an order, a return) are served in the order in which they were sent. Requests about a reservation
 * are answered on `inventory.reservations.v1`: by the step they asked for, or by `inventory.reservation-refused.v1`.
 */
const request = <S extends z.ZodObject<{ reference: typeof Identifier }>>(
  verb: string,
  description: string,
  data: S,
) =>
  defineEvent({
    type: `inventory.${verb}-requested.v1`,
    topic: 'inventory.requests.v1',
    description,
    data,
    key: (asked) => (asked as { reference: string }).reference,
  });

const Units = z.object({ sku: Identifier, locationId: Identifier, quantity: PositiveQuantity });
const ofReservation = z.object({
  reservationId: Identifier,
  reference: Identifier,
  locationId: Identifier.optional().describe(
    'A location of the reservation, where lines name none: where stock is parted into cells, its cell serves the request.',
  ),
  cell: Identifier.optional().describe(
    'The cell that is to serve a request which names no location; set by the cell that hands it on.',
  ),
});
const SomeUnits = z.array(Units).min(1).max(500);

/** Reserve all lines or none, and commit them at once: the order is placed already. */
export const ReserveRequested = request(
  'reserve',
  'Promise these units to a placed order: all of them, or none.',
  ofReservation.extend({ lines: SomeUnits }),
);

/** Commit a hold that was made at checkout. */
export const CommitRequested = request(
  'commit',
  'Turn a hold into a promise to a placed order.',
  ofReservation,
);

/** Units leave the location: those given, or all that is still held. */
export const FulfillRequested = request(
  'fulfill',
  'Promised units were handed over or shipped.',
  ofReservation.extend({ lines: SomeUnits.optional() }),
);

/** Units are free again: those given, or all that is still held. */
export const ReleaseRequested = request(
  'release',
  'Held or promised units are not needed any more.',
  ofReservation.extend({ lines: SomeUnits.optional() }),
);

/**
 * Of a promise, so many units are picked and wait for handover; absolute, per SKU and location. Answered only when
 * it is refused.
 */
export const StageRequested = request(
  'stage',
  'Units of a promise are picked and lie in a bag or parcel.',
  ofReservation.extend({
    lines: z
      .array(z.object({ sku: Identifier, locationId: Identifier, staged: NonNegativeQuantity }))
      .min(1)
      .max(500),
  }),
);

/** What is on the shelf now; staged units are left out of it. */
export const CountRequested = request(
  'count',
  'A store counted, or found nothing where the book has units.',
  z.object({
    countId: Identifier,
    reference: Identifier,
    locationId: Identifier,
    countedAt: Timestamp,
    lines: z
      .array(z.object({ sku: Identifier, quantity: NonNegativeQuantity }))
      .min(1)
      .max(500),
  }),
);

/** Units came in: from a customer, with what is to become of each, or back from a counter. */
export const ReceiveRequested = request(
  'receive',
  'Units came back from a customer, or a parcel that nobody collected was put away.',
  z.object({
    receiptId: Identifier,
    reference: Identifier,
    locationId: Identifier,
    occurredAt: Timestamp,
    reason: z.enum(['customer_return', 'put_away']),
    lines: z
      .array(
        z.object({
          lineId: Identifier,
          sku: Identifier,
          quantity: PositiveQuantity,
          disposition: Disposition,
        }),
      )
      .min(1)
      .max(500),
  }),
);

/** Send units on: those that may be sold, or those that inspection keeps from sale. */
export const TransferRequested = request(
  'transfer',
  'Units are to go to another location, as a planned transfer.',
  z.object({
    transferId: Identifier,
    reference: Identifier,
    from: Identifier,
    to: Identifier,
    stockStatus: TransferStockStatus,
    lines: z
      .array(z.object({ sku: Identifier, quantity: PositiveQuantity }))
      .min(1)
      .max(500),
  }),
);

/** Every request that the inventory service takes from other services. */
export const INVENTORY_REQUESTS = [
  ReserveRequested,
  CommitRequested,
  FulfillRequested,
  ReleaseRequested,
  StageRequested,
  CountRequested,
  ReceiveRequested,
  TransferRequested,
] as const;
