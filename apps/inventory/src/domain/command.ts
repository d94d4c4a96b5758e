import type {
  CountResult,
  Disposition,
  MovementInput,
  Reservation,
  ReservationInput,
  ReservationLineInput,
  Sale,
  SaleLine,
  Transfer,
  TransferInput,
} from '#contracts';
import type { Cause } from './cause.js';
import type { Refusal } from './refusal.js';

/** Every command brings its own id, given before it is queued, so that it can be run again after a lost commit. */
interface Base<T extends string> extends Cause {
  readonly type: T;
}

/**
 * A step that another service may ask for by message. `asker` is the order or return it asks for; left out, the
 * caller waits for the outcome itself. An asker is answered by an event: by a refusal too, and again when what it
 * asks for was done before.
 */
interface Askable {
  readonly asker?: string | undefined;
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

/** Reserves and commits in one, all lines or none: the order is placed already. The reservation is the asker's. */
export interface PromiseUnits extends Base<'promise'>, Required<Askable> {
  readonly reservationId: string;
  readonly asker: string;
  readonly lines: readonly ReservationLineInput[];
}

export interface CommitReservation extends Base<'commit'>, Askable {
  readonly reservationId: string;
}

/** Settles what is still held: units leave (`fulfill`) or are free again (`release`). No lines means all of it. */
export interface SettleReservation extends Base<'fulfill' | 'release'>, Askable {
  readonly reservationId: string;
  readonly lines?: readonly ReservationLineInput[] | undefined;
}

/** Of what is held so many units are picked and wait for handover: absolute, per level. */
export interface StageUnits extends Base<'stage'>, Askable {
  readonly reservationId: string;
  /** Milliseconds since 1970; a count of that moment leaves them out already. */
  readonly pickedAt: number;
  readonly lines: readonly { readonly sku: string; readonly locationId: string; readonly staged: number }[];
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
  /** Staged units were counted too; otherwise they lie in bags and parcels, and the shelf was counted. */
  readonly includesStaged: boolean;
  /** All lines or none: a line that cannot be entered refuses the count. */
  readonly whole?: boolean;
}

/** Units came back from a customer, or a parcel that nobody collected was put away. All lines or none. */
export interface ReceiveUnits extends Base<'receive_units'> {
  readonly receiptId: string;
  readonly reference: string;
  readonly locationId: string;
  readonly occurredAt: string;
  readonly reason: 'customer_return' | 'put_away';
  readonly lines: readonly ReceivedLine[];
}

export interface ReceivedLine {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly disposition: Disposition;
}

export interface PlanTransfer extends Base<'plan_transfer'> {
  readonly transferId: string;
  readonly plan: Omit<TransferInput, 'transferId'>;
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
  | PromiseUnits
  | CommitReservation
  | SettleReservation
  | StageUnits
  | ExpireReservation
  | RecordCount
  | ReceiveUnits
  | PlanTransfer
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
  promise: Reservation;
  commit: Reservation;
  fulfill: Reservation;
  release: Reservation;
  stage: Reservation;
  expire: { readonly expired: boolean };
  record_count: CountResult;
  receive_units: { readonly duplicate: boolean };
  plan_transfer: Transfer;
  ship_transfer: Transfer;
  receive_transfer: Transfer;
  set_safety_stock: { readonly safetyStock: number };
}

export type ValueOf<C extends StockCommand> = CommandValues[C['type']];
