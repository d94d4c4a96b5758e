import type {
  CountResult,
  MovementInput,
  Reservation,
  ReservationInput,
  ReservationLineInput,
  Sale,
  SaleLine,
  Transfer,
} from '#contracts';
import type { Refusal } from './refusal.js';

/** Every command brings its own id, given before it is queued, so that it can be run again after a lost commit. */
interface Base<T extends string> {
  readonly type: T;
  readonly commandId: string;
}

/** A till's receipt, or the part of it that waited. It cannot be refused; lines that are known are passed over. */
export interface RecordSale extends Base<'record_sale'> {
  readonly sale: Sale;
}

export interface PostMovement extends Base<'post_movement'> {
  readonly movement: MovementInput;
}

export interface Reserve extends Base<'reserve'> {
  readonly reservationId: string;
  readonly request: ReservationInput;
}

export interface ExtendReservation extends Base<'extend'> {
  readonly reservationId: string;
  readonly ttlSeconds: number;
}

export interface CommitReservation extends Base<'commit'> {
  readonly reservationId: string;
}

/** Settles what is still held: units leave (`fulfill`) or are free again (`release`). No lines means all of it. */
export interface SettleReservation extends Base<'fulfill' | 'release'> {
  readonly reservationId: string;
  readonly lines?: readonly ReservationLineInput[] | undefined;
}

/** Ends the hold if its time is over by the database's clock; otherwise does nothing. */
export interface ExpireReservation extends Base<'expire'> {
  readonly reservationId: string;
}

export interface RecordCount extends Base<'record_count'> {
  readonly countId: string;
  readonly locationId: string;
  readonly countedAt: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** Lines that were turned away before they came here; they belong to the answer. */
  readonly rejected: CountResult['rejected'];
}

export interface ShipTransfer extends Base<'ship_transfer'> {
  readonly transferId: string;
  readonly occurredAt?: string | undefined;
}

export interface ReceiveTransfer extends Base<'receive_transfer'> {
  readonly transferId: string;
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[] | undefined;
  /** What has not arrived by now is lost. */
  readonly final: boolean;
  readonly occurredAt?: string | undefined;
  readonly reason?: string | undefined;
}

/** Sets a level's safety stock; null takes the location's. */
export interface SetSafetyStock extends Base<'set_safety_stock'> {
  readonly locationId: string;
  readonly sku: string;
  readonly safetyStock: number | null;
  /** Leaves a level alone that has a setting of its own: the location's changed, not the level's. */
  readonly keepOwn?: boolean;
}

export type StockCommand =
  | RecordSale
  | PostMovement
  | Reserve
  | ExtendReservation
  | CommitReservation
  | SettleReservation
  | ExpireReservation
  | RecordCount
  | ShipTransfer
  | ReceiveTransfer
  | SetSafetyStock;

/** What became of one line of a sale. */
export interface SaleLineResult {
  readonly line: SaleLine;
  readonly status: 'posted' | 'duplicate' | 'pending' | 'no_effect' | 'rejected';
  readonly refusal?: Refusal;
}

export interface SaleResult {
  readonly lines: readonly SaleLineResult[];
}

/** The value that each command's outcome carries when it is not refused. */
export interface CommandValues {
  record_sale: SaleResult;
  post_movement: { readonly duplicate: boolean };
  reserve: Reservation;
  extend: Reservation;
  commit: Reservation;
  fulfill: Reservation;
  release: Reservation;
  expire: { readonly expired: boolean };
  record_count: CountResult;
  ship_transfer: Transfer;
  receive_transfer: Transfer;
  set_safety_stock: { readonly safetyStock: number };
}

export type ValueOf<C extends StockCommand> = CommandValues[C['type']];
